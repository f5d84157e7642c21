// SPDX-License-Identifier: Apache-2.0
// The drawing behind ratio-forest.ts, under-load.ts and the gate's chart of ratios: names on the left, marks in the
// middle, numbers on the right, with a line for each heading.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { ratioTicks } from './axis-panel.ts';
import type { Ticks } from './axis-panel.ts';
import { printable } from '../escape.ts';
import { logDomain, logTicks } from './log-axis.ts';
import { columnWidths, textLayers } from './ratio-forest-text.ts';
import { chartConfig, chartTitle, ground, ink } from './theme.ts';

export interface ForestRow {
  readonly label: string;
  /** Stands behind the label and is never cut. */
  readonly place: string;
  /** null: there is nothing to mark, only words. */
  readonly value: number | null;
  readonly interval: { readonly lo: number; readonly hi: number } | null;
  /** The value and its interval as text. */
  readonly number: string;
  /** The last column: the arm that the ratio divides by, a verdict, a tail. */
  readonly last: string;
  /** A second, wider interval, or the way to the tail, drawn thin. */
  readonly outer?: { readonly lo: number; readonly hi: number } | null;
  /** The most that the ratio may be: a tick across the row. */
  readonly limit?: number;
  readonly mark: 'filled' | 'hollow' | 'unknown';
  readonly colour: string;
  readonly shape: string;
}

export interface ForestGroup {
  readonly heading: string;
  readonly rows: readonly ForestRow[];
}

interface Plan {
  readonly title: string;
  readonly subtitle: string;
  readonly axisTitle: string;
  /** Above the last two columns. */
  readonly numberTitle?: string;
  readonly lastTitle: string;
  /** Where a line stands through all rows; null: nowhere. */
  readonly line?: number | null;
  /** How ticks are written. */
  readonly ticks?: Ticks;
  readonly wantedTicks?: number;
  readonly groups: readonly ForestGroup[];
}

const plotWidth = 280;
const rowHeight = 22;

export function ratioForestSpec(plan: Plan): TopLevelSpec {
  const { title, subtitle, axisTitle, groups, line = 1, ticks = ratioTicks, wantedTicks = 7 } = plan;
  const lines = linesOf(groups);
  const rows = lines.flatMap(({ at, row }) => (row === null ? [] : [{ at, row }]));
  const domain = logDomain([
    line ?? NaN,
    ...rows.flatMap(({ row }) => [
      row.value ?? NaN,
      ...endsOf(row.interval),
      ...endsOf(row.outer),
      row.limit ?? NaN,
    ]),
  ]);
  const y: PositionFieldDef<Field> = {
    field: 'at',
    type: 'ordinal',
    axis: null,
    scale: { domain: lines.map(({ at }) => at), paddingInner: 0, paddingOuter: 0.2 },
  };
  const x: PositionFieldDef<Field> = {
    field: 'value',
    type: 'quantitative',
    title: axisTitle,
    scale: { type: 'log', domain: [...domain], nice: false },
    axis: { values: [...logTicks(domain, wantedTicks)], ...ticks.axis },
  };
  return {
    title: chartTitle(
      title,
      subtitle,
      columnWidths.label + plotWidth + columnWidths.number,
      columnWidths.label,
    ),
    config: chartConfig,
    // The right column ends in names: room for fonts that are wider than the table of widths.
    padding: { left: 14, top: 14, bottom: 14, right: 36 },
    width: plotWidth,
    height: { step: rowHeight },
    layer: [
      ...limitLayers(rows, x, y),
      ...lineLayers(line, x),
      ...markLayers(rows, x, y),
      ...textLayers(lines, { ...plan, plotWidth }, y),
    ],
  };
}

function endsOf(interval: ForestRow['outer']): readonly number[] {
  return interval == null ? [] : [interval.lo, interval.hi];
}

/** A heading, or a row. */
export interface ForestLine {
  readonly at: number;
  readonly heading: string;
  readonly row: ForestRow | null;
}

type PlacedRow = { readonly at: number; readonly row: ForestRow };

function linesOf(groups: readonly ForestGroup[]): readonly ForestLine[] {
  const lines = groups.flatMap(({ heading, rows }) => [
    { heading, row: null },
    ...rows.map((row) => ({ heading: '', row })),
  ]);
  return lines.map((line, at) => ({ at, ...line }));
}

/** No layers at all where no row has a limit or a second interval. */
function limitLayers(
  rows: readonly PlacedRow[],
  x: PositionFieldDef<Field>,
  y: PositionFieldDef<Field>,
): UnitSpec<Field>[] {
  const outer = rows.flatMap(({ at, row }) =>
    row.outer == null ? [] : [{ at, lo: row.outer.lo, hi: row.outer.hi, stroke: row.colour }],
  );
  const limits = rows.flatMap(({ at, row }) => (row.limit === undefined ? [] : [{ at, value: row.limit }]));
  const stroke = { field: 'stroke', type: 'nominal', scale: null } as const;
  const wide: UnitSpec<Field> = {
    data: { values: outer },
    mark: { type: 'rule', strokeWidth: 1 },
    encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' }, y, stroke },
  };
  const tick: UnitSpec<Field> = {
    data: { values: limits },
    mark: { type: 'tick', orient: 'vertical', thickness: 2, size: rowHeight - 4, color: ink },
    encoding: { x, y },
  };
  return [...(outer.length === 0 ? [] : [wide]), ...(limits.length === 0 ? [] : [tick])];
}

function lineLayers(line: number | null, x: PositionFieldDef<Field>): UnitSpec<Field>[] {
  if (line === null) return [];
  return [
    {
      data: { values: [{ value: line }] },
      mark: { type: 'rule', stroke: ink, strokeWidth: 1 },
      encoding: { x },
    },
  ];
}

function markLayers(
  rows: readonly PlacedRow[],
  x: PositionFieldDef<Field>,
  y: PositionFieldDef<Field>,
): UnitSpec<Field>[] {
  const values = rows.flatMap(({ at, row: { value, interval, ...row } }) =>
    value === null
      ? []
      : [
          {
            at,
            // The arm and its place, then the number as it stands beside.
            tip: printable(`${row.label} ${row.place}: ${row.number}`),
            value,
            lo: interval?.lo ?? value,
            hi: interval?.hi ?? value,
            stroke: row.colour,
            fill: row.mark === 'filled' ? row.colour : ground,
            shape: row.mark === 'unknown' ? 'cross' : row.shape,
          },
        ],
  );
  const stroke = { field: 'stroke', type: 'nominal', scale: null } as const;
  return [
    {
      data: { values },
      mark: { type: 'rule', strokeWidth: 2 },
      encoding: { x: { ...x, field: 'lo' }, x2: { field: 'hi' }, y, stroke },
    },
    {
      data: { values },
      mark: { type: 'point', size: 70, strokeWidth: 1.8, opacity: 1 },
      encoding: {
        x,
        y,
        stroke,
        fill: { field: 'fill', type: 'nominal', scale: null },
        shape: { field: 'shape', type: 'nominal', scale: null },
      },
    },
  ];
}
