// SPDX-License-Identifier: Apache-2.0
// Block ratios of times in whole steps of a clock take few values. Rank tests are made for values that differ: where
// most are equal, the result moves in jumps as large as the steps.

import { sortedCopy } from '../stats/quantile.ts';
import type { ValidityCheck } from './check.ts';
import { figuresOf } from './measured.ts';
import { percent } from './words.ts';

/** Of the blocks, whose ratio another block has as well. Times of microseconds in ns share almost none. */
const mostTied = { note: 0.2, weakens: 0.5 };
/** Parts of the tolerance between neighbouring times: under a quarter the jumps cannot turn a verdict. */
const mostStep = 0.25;
/** log(a/b) and -log(b/a) may differ in their last bits. */
const rounding = 1e-12;

export const ties: ValidityCheck = {
  id: 'ties',
  look: ({ ratios, launches, figure, tolerance }) => {
    if (ratios === null || ratios.length < 2) return null;
    const { tied, values } = tiesAmong(ratios.map(({ logRatio }) => logRatio));
    const step = values === 1 ? Infinity : stepOf(figuresOf(launches, figure).map(Math.log));
    const share = tied / ratios.length;
    if (share <= mostTied.note) return null;
    const isCoarse = step > mostStep * tolerance;
    return {
      weight: share > mostTied.weakens && isCoarse ? 'weakens' : 'note',
      evidence: `${String(tied)} of ${String(ratios.length)} block ratios have a value that another has too (${percent(mostTied.note)} at most pass unmentioned), and ${isFinite(step) ? `neighbouring times lie ${percent(step)} apart` : 'all have the same'}.`,
      advice: 'The clock is too coarse for this operation: time several in one group.',
    };
  },
};

interface Ties {
  /** Those that are not alone. */
  readonly tied: number;
  /** How many there are, each counted once. */
  readonly values: number;
}

function tiesAmong(values: readonly number[]): Ties {
  const sorted = [...values].sort((a, b) => a - b);
  const gaps = sorted.slice(1).map((value, i) => value - (sorted[i] as number));
  const isSame = gaps.map((gap) => gap <= rounding);
  const tied = sorted.filter((_, i) => isSame[i - 1] === true || isSame[i] === true).length;
  return { tied, values: 1 + isSame.filter((same) => !same).length };
}

/** The smallest distance between times that differ, in logarithms. Not between ratios: where both sides come in steps,
 * 51/50 and 52/51 lie close together however coarse the clock is. */
function stepOf(logs: readonly number[]): number {
  const sorted = sortedCopy(logs);
  const gaps = [...sorted.slice(1)].map((value, i) => value - (sorted[i] as number));
  return Math.min(...gaps.filter((gap) => gap > rounding));
}
