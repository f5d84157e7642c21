// SPDX-License-Identifier: Apache-2.0
// The interval of the sign test: two order statistics, with exact coverage whatever the values'
// distribution, as long as blocks are independent.

import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';

export interface SignInterval {
  readonly lo: number;
  readonly hi: number;
  /** Order statistics k and n + 1 - k, counted from 1. */
  readonly k: number;
  readonly coverage: number;
}

/** The narrowest symmetric pair of order statistics that covers the median with at least `level`;
 * null when even the smallest and the largest value do not. */
export function signInterval(values: readonly number[], level: number): SignInterval | null {
  const pair = orderStatistics(values.length, 0.5, level);
  if (pair === null) return null;
  const sorted = [...values].sort((a, b) => a - b);
  return {
    lo: sorted[pair.lower - 1] as number,
    hi: sorted[pair.upper - 1] as number,
    k: pair.lower,
    coverage: pair.coverage,
  };
}

interface Pair {
  readonly lower: number;
  readonly upper: number;
  readonly coverage: number;
}

/** Which order statistics of n values enclose the p-quantile: each tail holds at most half of what
 * may be missed. Kept: a gate asks for the same few of them all the time. */
export function orderStatistics(n: number, p: number, level: number): Pair | null {
  const key = [n, p, level].join(' ');
  const known = pairs.get(key);
  if (known !== undefined) return known;
  const pair = findPair(n, p, level);
  pairs.set(key, pair);
  return pair;
}

const pairs = new Map<string, Pair | null>();

function findPair(n: number, p: number, level: number): Pair | null {
  const tail = (1 - level) / 2;
  const lower = largestWhere(n, (k) => binomialCdf(k - 1, n, p) <= tail);
  const above = largestWhere(n, (k) => binomialCdf(k - 1, n, 1 - p) <= tail);
  if (lower === 0 || above === 0) return null;
  return {
    lower,
    upper: n + 1 - above,
    coverage: 1 - binomialCdf(lower - 1, n, p) - binomialCdf(above - 1, n, 1 - p),
  };
}

/** The largest k from 1 to n for which `holds` (true up to some k, false from there on); 0: none. */
function largestWhere(n: number, holds: (k: number) => boolean): number {
  let k = 0;
  while (k < n && holds(k + 1)) k++;
  return k;
}
