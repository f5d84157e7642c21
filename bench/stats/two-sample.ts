// SPDX-License-Identifier: Apache-2.0
// Two groups that are not paired: by how much one lies above the other (Hodges–Lehmann), the interval of that shift,
// and the rank-sum test. For a level before and after, and for a stored baseline; never for arms that share blocks.
//
// As in R: exact below 50 values a group, else normal with continuity correction; the test is normal where values are
// equal as well. The interval then keeps the exact places, which ties can only make wider than need be.

import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import type { Ranked } from './midranks.ts';
import { midranks, tieCorrection } from './midranks.ts';
import { quantileOfSorted } from './quantile.ts';
import { atMostOfRankSums } from './rank-sum-distribution.ts';

export interface TwoSampleShift {
  /** xs − ys. */
  readonly estimate: number;
  readonly lo: number;
  readonly hi: number;
  readonly pTwoSided: number;
}

const exactBelow = 50;

/** null: too few values for that level. */
export function twoSampleShift(
  xs: readonly number[],
  ys: readonly number[],
  level: number,
): TwoSampleShift | null {
  if (xs.length === 0 || ys.length === 0) return null;
  const k = placeOf(xs.length, ys.length, (1 - level) / 2);
  if (k < 1) return null;
  const shifts = Float64Array.from(xs.flatMap((x) => ys.map((y) => x - y))).sort();
  return {
    estimate: quantileOfSorted(shifts, 0.5),
    lo: shifts[k - 1] as number,
    hi: shifts[shifts.length - k] as number,
    pTwoSided: rankSumTest(xs, ys),
  };
}

/** Which shift from either end, counted from 1; 0: none. */
function placeOf(m: number, n: number, tail: number): number {
  if (isExact(m, n)) return atMostOfRankSums(m, n).findIndex((probability) => probability >= tail);
  const sigma = Math.sqrt((m * n * (m + n + 1)) / 12);
  return Math.floor((m * n) / 2 + 0.5 + sigma * normalQuantile(tail, 0, 1));
}

function rankSumTest(xs: readonly number[], ys: readonly number[]): number {
  const [m, n] = [xs.length, ys.length];
  const ranked = midranks([...xs, ...ys]);
  const sum = ranked.ranks.slice(0, m).reduce((total, rank) => total + rank, 0);
  const statistic = sum - (m * (m + 1)) / 2;
  const isNormal = !isExact(m, n) || ranked.ties.length > 0;
  return isNormal ? normalTest(ranked, m, statistic) : exactTest(m, n, statistic);
}

function exactTest(m: number, n: number, statistic: number): number {
  const tail = atMostOfRankSums(m, n)[Math.min(statistic, m * n - statistic)] as number;
  return Math.min(1, 2 * tail);
}

function normalTest(ranked: Ranked, m: number, statistic: number): number {
  const all = ranked.ranks.length;
  const n = all - m;
  const variance = ((m * n) / 12) * (all + 1 - tieCorrection(ranked) / (all * (all - 1)));
  const distance = Math.abs(statistic - (m * n) / 2);
  // All values the same: nothing speaks for a shift.
  return variance > 0 ? Math.min(1, 2 * normalCdf((0.5 - distance) / Math.sqrt(variance), 0, 1)) : 1;
}

function isExact(m: number, n: number): boolean {
  return m < exactBelow && n < exactBelow;
}
