// SPDX-License-Identifier: Apache-2.0
// The drawing behind handover-ledger.ts: a panel for each point, in it a bar for each arm, stacked by kind of loss, and its
// sum in figures, so that a 0 is seen and a small number beside a large one can be read.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { LayerSpec, UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { chartConfig, chartTitle, ink } from './theme.ts';
import { fitText } from './text-width.ts';

export interface LedgerBar {
  readonly kind: string;
  /** Lost a handover, from where the kinds before it end. */
  readonly start: number;
  readonly end: number;
  readonly tip: string;
}

export interface LedgerPanel {
  readonly heading: string;
  readonly arms: readonly {
    readonly name: string;
    readonly bars: readonly LedgerBar[];
    /** Stands at the end of the bar. */
    readonly sum: string;
    readonly tip: string;
  }[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly kinds: readonly string[];
  readonly panels: readonly LedgerPanel[];
}

/** A symbol of Vega: an upright stroke. */
const upright = 'M0,-0.5L0,0.5';
const width = 520;
const barHeight = 20;
/** Of the axis, right of the longest bar: for its figures. */
const room = 1.3;
const colours = ['#D55E00', '#E69F00', '#0072B2', '#CC79A7', '#000000'];

export function handoverLedgerSpec({ title, subtitle, kinds, panels }: Plan): TopLevelSpec {
  return {
    title: chartTitle(title, subtitle, 680),
    config: chartConfig,
    spacing: 18,
    vconcat: panels.map((panel, index) => panelSpec(panel, kinds, index === panels.length - 1)),
  };
}

function panelSpec(
  { heading, arms }: LedgerPanel,
  kinds: readonly string[],
  isLast: boolean,
): LayerSpec<Field> {
  const most = Math.max(0, ...arms.flatMap(({ bars }) => bars.map(({ end }) => end)));
  const names = arms.map(({ name }) => name);
  const x: Omit<PositionFieldDef<Field>, 'field'> = {
    type: 'quantitative',
    title: isLast ? 'lost a handover' : null,
    scale: { domain: [0, most === 0 ? 1 : most * room], nice: false },
    axis: { tickCount: 6, format: ',~r' },
  };
  const y: PositionFieldDef<Field> = {
    field: 'arm',
    type: 'nominal',
    title: null,
    scale: { domain: names },
    axis: { grid: false },
  };
  const bars: UnitSpec<Field> = {
    data: {
      values: arms.flatMap(({ name, bars: own }) =>
        own.map(({ kind, ...bar }) => ({ label: kind, arm: name, ...bar })),
      ),
    },
    mark: { type: 'bar', height: barHeight - 7 },
    encoding: {
      x: { ...x, field: 'start' },
      x2: { field: 'end' },
      y,
      color: {
        field: 'label',
        type: 'nominal',
        title: null,
        scale: { domain: [...kinds], range: colours },
        legend: { symbolType: 'square', symbolSize: 120, symbolStrokeWidth: 0 },
      },
    },
  };
  const sums = arms.map(({ name, bars: own, sum, tip }) => ({
    arm: name,
    end: own.at(-1)?.end ?? 0,
    sum,
    tip,
  }));
  return {
    title: { text: fitText(heading, width + 100, 12), anchor: 'start', fontSize: 12, offset: 6, color: ink },
    width,
    height: barHeight * arms.length,
    layer: [
      bars,
      {
        data: { values: sums },
        mark: {
          type: 'point',
          shape: upright,
          size: (barHeight - 7) ** 2,
          strokeWidth: 2,
          color: ink,
          opacity: 1,
        },
        encoding: { x: { ...x, field: 'end' }, y },
      },
      {
        data: { values: sums },
        mark: { type: 'text', align: 'left', dx: 7, fontSize: 11, color: ink },
        encoding: { x: { ...x, field: 'end' }, y, text: { field: 'sum', type: 'nominal' } },
      },
    ],
  };
}
