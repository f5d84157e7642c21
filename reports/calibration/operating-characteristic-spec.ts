// SPDX-License-Identifier: Apache-2.0
// The drawing behind operating-characteristic.ts: three curves over the true slowdown, and a strip of real gates.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { CurvePoint } from '../../bench/results/calibration.ts';
import { armEncodings, chartConfig, chartTitle, ground, ink, quietInk } from '../charts/theme.ts';
import { verdictStyles } from '../gate/verdict-style.ts';
import type { LiveGate } from './operating-characteristic.ts';
import { percent } from './percent.ts';

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly tolerance: number;
  readonly curve: readonly CurvePoint[];
  readonly live: readonly LiveGate[];
}

const width = 620;
const verdicts = [
  { label: 'FAIL', key: 'fail', style: { ...verdictStyles.FAIL, dash: [1, 0] } },
  { label: 'no answer', key: 'inconclusive', style: { ...verdictStyles.INCONCLUSIVE, dash: [2, 3] } },
  { label: 'PASS', key: 'pass', style: { ...verdictStyles.PASS, dash: [8, 4] } },
] as const;
const labels = verdicts.map(({ label }) => label);
const encodings = armEncodings(
  labels,
  verdicts.map(({ style }) => style),
);
/** Marks carry their colour and shape as they are: the key belongs to the lines alone. */
const marked = {
  stroke: { field: 'colour', type: 'nominal', scale: null },
  shape: { field: 'shape', type: 'nominal', scale: null },
} as const;

export function operatingCharacteristicSpec(plan: Plan): TopLevelSpec {
  const x = slowdownAxis(plan, 'true slowdown of head (%)');
  const xOfGates = slowdownAxis(plan, 'slowdown put into head of a real gate (%)');
  return {
    title: chartTitle(plan.title, plan.subtitle, width),
    config: chartConfig,
    spacing: 24,
    vconcat: [curvePanel(plan, x), ...(plan.live.length === 0 ? [] : [strip(plan, xOfGates)])],
  };
}

/** Up to the end of the curve, or the largest slowdown that was put in. */
function slowdownAxis({ curve, live }: Plan, title: string): PositionFieldDef<Field> {
  const most = [...curve, ...live].reduce((largest, { slowdown }) => Math.max(largest, slowdown), 0);
  return {
    field: 'slowdown',
    type: 'quantitative',
    title,
    scale: { domain: [0, Number((most * 100 * 1.02).toPrecision(4))], nice: false },
    axis: { format: '~r', tickCount: 10 },
  };
}

function curvePanel({ tolerance, curve }: Plan, x: PositionFieldDef<Field>): LayerSpec<Field> {
  const values = verdicts.flatMap(({ label, key, style: { colour, shape } }) =>
    curve.map((point) => ({
      label,
      tip: `slower by ${percent(point.slowdown)}: ${percent(point[key])} of the replayed gates`,
      colour,
      shape,
      slowdown: point.slowdown * 100,
      share: point[key],
    })),
  );
  const y: PositionFieldDef<Field> = {
    field: 'share',
    type: 'quantitative',
    title: 'share of replayed gates',
    scale: { domain: [0, 1] },
    axis: { values: [0, 0.25, 0.5, 0.75, 1], format: '.2~f' },
  };
  return {
    width,
    height: 270,
    layer: [
      ...guides(tolerance, x),
      {
        data: { values },
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { x, y, color: encodings.colour, strokeDash: encodings.dash },
      },
      {
        data: { values },
        mark: { type: 'point', size: 40, strokeWidth: 1.6, fill: ground, opacity: 1 },
        encoding: { x, y, ...marked },
      },
    ],
  };
}

function guides(tolerance: number, x: PositionFieldDef<Field>): UnitSpec<Field>[] {
  const at = [
    { slowdown: tolerance * 100, share: 0.95, text: `allowed: ${percent(tolerance)}`, level: '95 %' },
  ];
  const y = { field: 'share', type: 'quantitative' } as const;
  const words = { type: 'text', align: 'left', fontSize: 11, color: quietInk } as const;
  return [
    { data: { values: at }, mark: { type: 'rule', stroke: ink, strokeWidth: 1 }, encoding: { x } },
    { data: { values: at }, mark: { type: 'rule', stroke: '#999999', strokeWidth: 1 }, encoding: { y } },
    {
      data: { values: at },
      mark: { ...words, align: 'center', dy: -8 },
      encoding: { x, y: { value: 0 }, text: { field: 'text' } },
    },
    {
      data: { values: at },
      mark: { ...words, align: 'right', dx: -4, dy: 9 },
      encoding: { x: { value: width }, y, text: { field: 'level' } },
    },
  ];
}

/** One mark a gate; the row says the verdict as well as colour and shape do. */
function strip({ tolerance, live }: Plan, x: PositionFieldDef<Field>): LayerSpec<Field> {
  const values = live.map(({ slowdown, verdict }) => {
    const said = verdict === 'FAIL' || verdict === 'PASS' ? verdict : 'no answer';
    const style = verdicts.find(({ label }) => label === said)?.style;
    return {
      slowdown: slowdown * 100,
      label: said,
      tip: `a live gate, slower by ${percent(slowdown)}`,
      colour: style?.colour,
      shape: style?.shape,
    };
  });
  return {
    width,
    height: 78,
    layer: [
      {
        data: { values: [{ slowdown: tolerance * 100 }] },
        mark: { type: 'rule', stroke: ink, strokeWidth: 1 },
        encoding: { x },
      },
      {
        data: { values },
        mark: { type: 'point', size: 60, strokeWidth: 1.8, fill: ground, opacity: 1 },
        encoding: {
          x,
          y: {
            field: 'label',
            type: 'nominal',
            title: null,
            scale: { domain: [...labels] },
            axis: { grid: true },
          },
          ...marked,
        },
      },
    ],
  };
}
