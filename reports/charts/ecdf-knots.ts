// SPDX-License-Identifier: Apache-2.0
// Thins samples to the knots of their empirical distribution function: every knot lies exactly on
// the function, and the tail is kept whole because that is where transfers differ.

import type { Knot } from '../report-input.ts';

/** Knots in the body; the error between two of them is below 1/512 of the samples. */
export const bodyKnotCount = 512;
/** The slowest samples, each kept as a knot of its own. */
export const tailKnotCount = 128;

/** Makes the knots of an eCDF from all recorded samples of an arm (ns a transfer, any order, not
 * changed). At most `bodyKnotCount + tailKnotCount`, rising in both coordinates, the first at the
 * smallest sample and the last at p = 1. Samples that are no finite number are an error. */
export function ecdfKnots(samples: Float64Array): readonly Knot[] {
  const sorted = Float64Array.from(samples).sort();
  const n = sorted.length;
  if (sorted.some((ns) => !Number.isFinite(ns))) {
    throw new RangeError('ecdfKnots: a sample is not a finite number of nanoseconds');
  }
  const knots: Knot[] = [];
  for (const rank of ranks(n)) {
    const ns = sorted[rank - 1] ?? 0;
    // Of equal samples only the last carries the function's value.
    if (knots.at(-1)?.ns === ns) knots.pop();
    knots.push({ ns, p: lastRankOf(sorted, ns, rank) / n });
  }
  return knots;
}

/** Ranks (from 1) to keep: evenly spaced in the body, every one in the tail. */
function ranks(n: number): readonly number[] {
  if (n <= bodyKnotCount + tailKnotCount) return Array.from({ length: n }, (_, index) => index + 1);
  const body = n - tailKnotCount;
  const step = (body - 1) / (bodyKnotCount - 1);
  return [
    ...Array.from({ length: bodyKnotCount }, (_, index) => 1 + Math.round(index * step)),
    ...Array.from({ length: tailKnotCount }, (_, index) => body + 1 + index),
  ];
}

/** The highest rank whose sample equals `ns`, searched from `rank` up. */
function lastRankOf(sorted: Float64Array, ns: number, rank: number): number {
  let lo = rank;
  let hi = sorted.length;
  while (lo < hi) {
    const middle = Math.ceil((lo + hi) / 2);
    if ((sorted[middle - 1] ?? Infinity) <= ns) lo = middle;
    else hi = middle - 1;
  }
  return lo;
}
