// SPDX-License-Identifier: Apache-2.0
// The drawing behind ratio-forest.ts and the gate's chart of ratios: names on the left, marks in the middle,
// numbers on the right, with a line for each scenario's heading.

import type { TopLevelSpec } from 'vega-lite';
import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import { logDomain, logTicks } from './log-axis.ts';
import { fitText, textWidth } from './text-width.ts';
import { chartConfig, chartTitle, ground, ink, quietInk } from './theme.ts';

export interface ForestRow {
  readonly label: string;
  /** Stands behind the label and is never cut. */
  readonly place: string;
  readonly value: number;
  readonly interval: { readonly lo: number; readonly hi: number } | null;
  /** The ratio and its interval as text. */
  readonly number: string;
  /** The last column: the arm that the ratio divides by, or a verdict. */
  readonly last: string;
  /** A second, wider interval, drawn thin. */
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
  /** Above the last column. */
  readonly lastTitle: string;
  readonly groups: readonly ForestGroup[];
}

const labelWidth = 285;
// The fonts of some readers are wider than the table of widths: room for them.
const usableLabelWidth = 220;
const plotWidth = 280;
const numberWidth = 150;
const lastWidth = 165;
const rowHeight = 22;
const fontSize = 12;

export function ratioForestSpec({ title, subtitle, axisTitle, lastTitle, groups }: Plan): TopLevelSpec {
  const lines = linesOf(groups);
  const rows = lines.flatMap(({ at, row }) => (row === null ? [] : [{ at, row }]));
  const domain = logDomain([
    1,
    ...rows.flatMap(({ row }) => [
      row.value,
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
    axis: { values: [...logTicks(domain, 7)], format: '~r' },
  };
  return {
    title: chartTitle(title, subtitle, labelWidth + plotWidth + numberWidth, labelWidth),
    config: chartConfig,
    // The right column ends in names: room for fonts that are wider than the table of widths.
    padding: { left: 14, top: 14, bottom: 14, right: 36 },
    width: plotWidth,
    height: { step: rowHeight },
    layer: [...limitLayers(rows, x, y), ...markLayers(rows, x, y), ...textLayers(lines, lastTitle, y)],
  };
}

function endsOf(interval: ForestRow['outer']): readonly number[] {
  return interval == null ? [] : [interval.lo, interval.hi];
}

interface Line {
  readonly at: number;
  readonly heading: string;
  readonly row: ForestRow | null;
}

type PlacedRow = { readonly at: number; readonly row: ForestRow };

function linesOf(groups: readonly ForestGroup[]): readonly Line[] {
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

function markLayers(
  rows: readonly PlacedRow[],
  x: PositionFieldDef<Field>,
  y: PositionFieldDef<Field>,
): UnitSpec<Field>[] {
  const values = rows.map(({ at, row }) => ({
    at,
    value: row.value,
    lo: row.interval?.lo ?? row.value,
    hi: row.interval?.hi ?? row.value,
    stroke: row.colour,
    fill: row.mark === 'filled' ? row.colour : ground,
    shape: row.mark === 'unknown' ? 'cross' : row.shape,
  }));
  const stroke = { field: 'stroke', type: 'nominal', scale: null } as const;
  return [
    {
      data: { values: [{ value: 1 }] },
      mark: { type: 'rule', stroke: ink, strokeWidth: 1 },
      encoding: { x },
    },
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

function textLayers(
  lines: readonly Line[],
  lastTitle: string,
  y: PositionFieldDef<Field>,
): UnitSpec<Field>[] {
  const column = (
    texts: readonly { readonly at: number; readonly text: string }[],
    place: { readonly x: number; readonly bold?: boolean; readonly colour?: string },
  ): UnitSpec<Field> => ({
    data: { values: [...texts] },
    mark: {
      type: 'text',
      align: 'left',
      baseline: 'middle',
      fontSize,
      fontWeight: place.bold === true ? 'bold' : 'normal',
      color: place.colour ?? ink,
    },
    encoding: { x: { value: place.x }, y, text: { field: 'text' } },
  });
  const fitted = (text: string, behind = ''): string =>
    fitText(text, usableLabelWidth - textWidth(behind, fontSize), fontSize) + behind;
  const headings = lines.filter((line) => line.row === null);
  const rows = lines.flatMap(({ at, row }) => (row === null ? [] : [{ at, row }]));
  return [
    column(
      headings.map(({ at, heading }) => ({ at, text: fitted(heading) })),
      { x: -labelWidth, bold: true },
    ),
    column(
      rows.map(({ at, row }) => ({ at, text: fitted(row.label, `, ${row.place}`) })),
      { x: 12 - labelWidth },
    ),
    column([{ at: 0, text: 'ratio (interval)' }, ...rows.map(({ at, row }) => ({ at, text: row.number }))], {
      x: plotWidth + 12,
      colour: quietInk,
    }),
    column(
      [
        { at: 0, text: lastTitle },
        ...rows.map(({ at, row }) => ({ at, text: fitText(row.last, lastWidth, fontSize) })),
      ],
      { x: plotWidth + numberWidth, colour: quietInk },
    ),
  ];
}
