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

type Axes = Readonly<
  Record<'x', Omit<PositionFieldDef<Field>, 'field'>> & Record<'y', PositionFieldDef<Field>>
>;

function panelSpec(panel: LedgerPanel, kinds: readonly string[], isLast: boolean): LayerSpec<Field> {
  const { heading, arms } = panel;
  const axes = axesOf(panel, isLast);
  return {
    title: { text: fitText(heading, width + 100, 12), anchor: 'start', fontSize: 12, offset: 6, color: ink },
    width,
    height: barHeight * arms.length,
    layer: [barsLayer(panel, axes, kinds), ...sumLayers(panel, axes)],
  };
}

function axesOf({ arms }: LedgerPanel, isLast: boolean): Axes {
  const most = Math.max(0, ...arms.flatMap(({ bars }) => bars.map(({ end }) => end)));
  return {
    x: {
      type: 'quantitative',
      title: isLast ? 'lost a handover' : null,
      scale: { domain: [0, most === 0 ? 1 : most * room], nice: false },
      axis: { tickCount: 6, format: ',~r' },
    },
    y: {
      field: 'arm',
      type: 'nominal',
      title: null,
      scale: { domain: arms.map(({ name }) => name) },
      axis: { grid: false },
    },
  };
}

function barsLayer({ arms }: LedgerPanel, { x, y }: Axes, kinds: readonly string[]): UnitSpec<Field> {
  return {
    data: {
      values: arms.flatMap(({ name, bars }) =>
        bars.map(({ kind, ...bar }) => ({ label: kind, arm: name, ...bar })),
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
}

/** A stroke where the bar ends, at 0 where there is none, and the sum in figures. */
function sumLayers({ arms }: LedgerPanel, { x, y }: Axes): readonly UnitSpec<Field>[] {
  const values = arms.map(({ name, bars, sum, tip }) => ({
    arm: name,
    end: bars.at(-1)?.end ?? 0,
    sum,
    tip,
  }));
  const stroke = { size: (barHeight - 7) ** 2, strokeWidth: 2, color: ink, opacity: 1 };
  return [
    {
      data: { values },
      mark: { type: 'point', shape: upright, ...stroke },
      encoding: { x: { ...x, field: 'end' }, y },
    },
    {
      data: { values },
      mark: { type: 'text', align: 'left', dx: 7, fontSize: 11, color: ink },
      encoding: { x: { ...x, field: 'end' }, y, text: { field: 'sum', type: 'nominal' } },
    },
  ];
}
