// SPDX-License-Identifier: Apache-2.0
// The drawing behind block-order.ts: one panel an endpoint, below each other, each with its own axes.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { LayerSpec } from 'vega-lite/types_unstable/spec/layer.js';
import { logDomain, logTicks } from '../charts/log-axis.ts';
import { fitText } from '../charts/text-width.ts';
import { chartConfig, chartTitle, ink, quietInk } from '../charts/theme.ts';
import { formatCount, formatRatio } from '../format.ts';

export interface BlockPanel {
  readonly title: string;
  readonly limit: number;
  readonly points: readonly { readonly at: number; readonly ratio: number; readonly isSecond: boolean }[];
  /** After which block of the panel the blocks so far were judged. */
  readonly looks: readonly number[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly panels: readonly BlockPanel[];
}

const width = 640;
const height = 120;
// From Okabe and Ito's palette.
const firstColour = '#0072B2';
const secondColour = '#D55E00';

export function blockOrderSpec({ title, subtitle, panels }: Plan): TopLevelSpec {
  return {
    title: chartTitle(title, subtitle, width),
    config: chartConfig,
    spacing: 26,
    vconcat: panels.map((panel, index) => panelSpec(panel, index === panels.length - 1)),
  };
}

function panelSpec(panel: BlockPanel, isLast: boolean): LayerSpec<Field> {
  const count = panel.points.length;
  const domain = logDomain([1, panel.limit, ...panel.points.map(({ ratio }) => ratio)], 0.08);
  const x: PositionFieldDef<Field> = {
    field: 'at',
    type: 'quantitative',
    title: isLast ? 'blocks, in the order in which they ran' : null,
    scale: { domain: [0, count + 1], nice: false },
    axis: { tickMinStep: 1, tickCount: 12, grid: false, format: 'd' },
  };
  const y: PositionFieldDef<Field> = {
    field: 'ratio',
    type: 'quantitative',
    title: 'head / base',
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, 4)], format: '~r' },
  };
  return {
    title: {
      text: fitText(panel.title, width, 12),
      fontSize: 12,
      anchor: 'start',
      frame: 'group',
      offset: 4,
    },
    width,
    height,
    layer: [...lineLayers(panel, x, y), pointLayer(panel, x, y)],
  };
}

function lineLayers(
  { limit, looks }: BlockPanel,
  x: PositionFieldDef<Field>,
  y: PositionFieldDef<Field>,
): UnitSpec<Field>[] {
  const rule = (ratio: number, dash: number[]): UnitSpec<Field> => ({
    data: { values: [{ ratio }] },
    mark: { type: 'rule', stroke: ink, strokeWidth: 1, strokeDash: dash },
    encoding: { y },
  });
  return [
    ...(looks.length === 0
      ? []
      : [
          {
            // Between the last block that was judged and the next one.
            data: { values: looks.map((blocks) => ({ at: blocks + 0.5 })) },
            mark: { type: 'rule', stroke: quietInk, strokeWidth: 1, opacity: 0.6 },
            encoding: { x },
          } satisfies UnitSpec<Field>,
        ]),
    rule(1, [1, 0]),
    rule(limit, [6, 4]),
  ];
}

function pointLayer(
  { points }: BlockPanel,
  x: PositionFieldDef<Field>,
  y: PositionFieldDef<Field>,
): UnitSpec<Field> {
  const values = points.map(({ at, ratio, isSecond }) => ({
    at,
    ratio,
    tip: `block ${formatCount(at)}: head / base ${formatRatio(ratio)}`,
    colour: isSecond ? secondColour : firstColour,
    shape: isSecond ? 'square' : 'circle',
  }));
  return {
    data: { values },
    mark: { type: 'point', filled: true, size: 30, opacity: 0.9 },
    encoding: {
      x,
      y,
      color: { field: 'colour', type: 'nominal', scale: null },
      shape: { field: 'shape', type: 'nominal', scale: null },
    },
  };
}
