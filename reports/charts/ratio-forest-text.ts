// SPDX-License-Identifier: Apache-2.0
// The words of a forest: columns of text beside its marks, cut so that they fit.

import type { Field, PositionFieldDef } from 'vega-lite/types_unstable/channeldef.js';
import type { UnitSpec } from 'vega-lite/types_unstable/spec/index.js';
import type { ForestLine } from './ratio-forest-spec.ts';
import { fitText, textWidth } from './text-width.ts';
import { ink, quietInk } from './theme.ts';

export const columnWidths = { label: 285, number: 150, last: 165 };
// The fonts of some readers are wider than the table of widths: room for them.
const usableLabelWidth = 220;
const fontSize = 12;

/** Above the two columns on the right, and where they begin. */
export interface Heads {
  readonly numberTitle?: string;
  readonly lastTitle: string;
  readonly plotWidth: number;
}

/** The heading or name of each line on the left, its number and its last word on the right of the plot. */
export function textLayers(
  lines: readonly ForestLine[],
  { numberTitle = 'ratio (interval)', lastTitle, plotWidth }: Heads,
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
      { x: -columnWidths.label, bold: true },
    ),
    column(
      rows.map(({ at, row }) => ({ at, text: fitted(row.label, `, ${row.place}`) })),
      { x: 12 - columnWidths.label },
    ),
    column([{ at: 0, text: numberTitle }, ...rows.map(({ at, row }) => ({ at, text: row.number }))], {
      x: plotWidth + 12,
      colour: quietInk,
    }),
    column(
      [
        { at: 0, text: lastTitle },
        ...rows.map(({ at, row }) => ({ at, text: fitText(row.last, columnWidths.last, fontSize) })),
      ],
      { x: plotWidth + columnWidths.number, colour: quietInk },
    ),
  ];
}
