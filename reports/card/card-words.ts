// SPDX-License-Identifier: Apache-2.0
// What stands on the card, before it is drawn: the report's own title and numbers. What the report does not claim, the
// card does not show.

import type { Estimate, Result } from '../../bench/results/result.ts';
import { plainText } from '../article/blocks.ts';
import { caveatsOf } from '../article/caveats.ts';
import { headline, headlineRows } from '../article/headline.ts';
import type { HeadlineRows } from '../article/headline.ts';
import { machineWords } from '../article/page-head.ts';
import { stylesOfArms } from '../charts/arm-style.ts';
import { printable } from '../escape.ts';
import { formatCountOf, formatCoverage, formatDuration, formatDurationInterval } from '../format.ts';
import { armOfRow, wordsForPlacement } from '../row-lookup.ts';

/** One median: its bar, and its interval as a line. */
export interface CardBar {
  readonly arm: string;
  readonly colour: string;
  readonly ns: number;
  readonly interval: { readonly lo: number; readonly hi: number } | null;
  /** "22.8 µs (22.1–23.4 µs)" */
  readonly number: string;
}

export interface CardWords {
  readonly title: string;
  /** The gravest caveat of the run; empty for a run without fault. */
  readonly caveat: string;
  /** Empty where two sound medians are not there to be compared. */
  readonly bars: readonly CardBar[];
  /** What the bars show, or why there are none. */
  readonly barsTitle: string;
  readonly machine: string;
  readonly origin: string;
}

/** Every text is one printable line; none is cut yet. */
export function cardWords(result: Result): CardWords {
  const heading = headlineRows(result);
  return {
    title: printable(headline(result)),
    caveat: caveatOf(result),
    ...barsOf(result, heading),
    machine: printable(machineWords(result.environment)),
    origin: printable(
      `fd-handover-bench ${result.environment.versions.benchmark}, measured on ${result.run.startedAt.slice(0, 10)}`,
    ),
  };
}

/** Its first sentence: the others point to places of the report. */
function caveatOf(result: Result): string {
  const caveats = caveatsOf(result);
  const [first] = caveats;
  if (first === undefined) return '';
  const sentence = printable(plainText(first)).replace(/\. .*$/, '.');
  return caveats.length === 1 ? sentence : `${sentence} (1 of ${formatCountOf(caveats.length, 'caveat')})`;
}

type Bars = Pick<CardWords, 'bars' | 'barsTitle'>;

function barsOf(result: Result, heading: HeadlineRows | undefined): Bars {
  const none = (barsTitle: string): Bars => ({ bars: [], barsTitle });
  const [own, other] = [heading?.row.wall?.p50, heading?.reference?.wall?.p50];
  if (heading?.reference === undefined || own === undefined || other === undefined) {
    return none('No two medians of one declared comparison were measured: there is nothing to compare.');
  }
  const { row, reference } = heading;
  if (row.oracle === 'fail' || reference.oracle === 'fail') {
    return none('No medians are shown: descriptors did not arrive as they were sent.');
  }
  const [colour, otherColour] = stylesOfArms([armOfRow(result, row), armOfRow(result, reference)]).map(
    (style) => style.colour,
  );
  return {
    bars: [
      barOf({ arm: row.arm, colour, estimate: own }),
      barOf({ arm: reference.arm, colour: otherColour, estimate: other }),
    ],
    barsTitle: `p50 of one transfer, ${wordsForPlacement(row.placement)}; ${intervalsOf([own, other])}`,
  };
}

interface Median {
  readonly arm: string;
  readonly colour: string | undefined;
  readonly estimate: Estimate;
}

function barOf({ arm, colour = '#000000', estimate: { value, interval } }: Median): CardBar {
  const behind = interval === null ? '' : ` (${formatDurationInterval(interval.lo, interval.hi)})`;
  return { arm: printable(arm), colour, ns: value, interval, number: formatDuration(value) + behind };
}

/** Once where both have the same. */
function intervalsOf(estimates: readonly Estimate[]): string {
  return [...new Set(estimates.map(intervalWords))].join(' and ');
}

function intervalWords({ interval, blocks }: Estimate): string {
  const count = formatCountOf(blocks, 'block');
  return interval === null
    ? `no interval: ${count}`
    : `${formatCoverage(interval.coverage)} interval over ${count}`;
}
