// SPDX-License-Identifier: Apache-2.0
// Medians as bars on a common axis that begins at 0, since the length of a bar is read as its value; the interval is a
// line across the bar's end.

import { formatDuration } from '../format.ts';
import type { CardBar } from './card-words.ts';
import { cut } from './fit-lines.ts';
import type { Drawing } from './drawing.ts';
import { line, rectangle, words } from './drawing.ts';
import { grid, ink, quiet } from './card-colours.ts';

export interface BarsPlace {
  readonly left: number;
  readonly right: number;
  /** Of the first bar. */
  readonly top: number;
}

const labelWidth = 230;
const numberWidth = 300;
const gap = 18;
const barHeight = 34;
const rowHeight = 52;
const fontSize = 24;
const tickSize = 18;

/** The bars, their names and numbers, and the axis below them. */
export function drawBars(bars: readonly CardBar[], { left, right, top }: BarsPlace): Drawing {
  const from = left + labelWidth + gap;
  const length = right - numberWidth - gap - from;
  const most = Math.max(...bars.flatMap(({ ns, interval }) => [ns, interval?.hi ?? ns]));
  if (!(most > 0)) return [];
  const place = (ns: number): number => from + length * Math.min(1, Math.max(0, ns / most));
  const bottom = top + rowHeight * bars.length - (rowHeight - barHeight) + 10;
  return [
    ...axisTicks(most).flatMap((ns) => [
      line({ x1: place(ns), x2: place(ns), y1: top - 8, y2: bottom, colour: grid, width: 2 }),
      words({
        text: formatTick(ns),
        x: place(ns),
        y: bottom + tickSize + 5,
        fontSize: tickSize,
        colour: quiet,
        anchor: 'middle',
      }),
    ]),
    ...bars.flatMap((bar, index) => drawBar(bar, { left, from, right, y: top + rowHeight * index, place })),
  ];
}

interface RowPlace {
  readonly left: number;
  readonly from: number;
  readonly right: number;
  readonly y: number;
  readonly place: (ns: number) => number;
}

function drawBar({ arm, colour, ns, interval, number }: CardBar, at: RowPlace): Drawing {
  const middle = at.y + barHeight / 2;
  const baseline = middle + fontSize * 0.35;
  const font = { fontSize, bold: false };
  const whisker = { y1: middle, y2: middle, colour: ink, width: 3 };
  return [
    words({ text: cut(arm, labelWidth, font), x: at.left, y: baseline, fontSize, colour: ink }),
    rectangle({ x: at.from, y: at.y, width: at.place(ns) - at.from, height: barHeight, colour }),
    ...(interval === null
      ? []
      : [
          line({ ...whisker, x1: at.place(interval.lo), x2: at.place(interval.hi) }),
          ...[interval.lo, interval.hi].map((end) =>
            line({ ...whisker, x1: at.place(end), x2: at.place(end), y1: middle - 8, y2: middle + 8 }),
          ),
        ]),
    words({
      text: cut(number, numberWidth, font),
      x: at.right - numberWidth,
      y: baseline,
      fontSize,
      colour: ink,
    }),
  ];
}

/** 0 and two to five round steps. */
export function axisTicks(most: number): readonly number[] {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = [0.2, 0.5, 1, 2].map((each) => each * power).find((each) => most / each < 6) ?? most;
  return Array.from({ length: Math.floor(most / step) + 1 }, (_, index) => index * step);
}

/** "5 µs" for "5.00 µs". */
function formatTick(ns: number): string {
  if (ns === 0) return '0';
  return formatDuration(ns).replace(/\.0+(?= )|(?<=\.\d*[1-9])0+(?= )/, '');
}
