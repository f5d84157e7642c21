// SPDX-License-Identifier: Apache-2.0
// The quantiles of one launch that are kept of it.

import type { Quantiles } from '../results/result.ts';
import { isPrintable, quantileOfSorted, sortedCopy } from './quantile.ts';

/** What was lost took longer than anybody waited: it counts as longest, and a quantile that lies among such has no
 * value. null for no values at all, or where the median is one of these. */
export function quantilesOf(durations: readonly number[], lost = 0): Quantiles | null {
  const sorted = [...sortedCopy(durations), ...Array<number>(lost).fill(Infinity)];
  if (!Number.isFinite(quantileOfSorted(sorted, 0.5))) return null;
  const tail = (p: number): number | null => {
    const value = isPrintable(sorted.length, p) ? quantileOfSorted(sorted, p) : Infinity;
    return Number.isFinite(value) ? value : null;
  };
  return {
    n: sorted.length,
    p10: quantileOfSorted(sorted, 0.1),
    p50: quantileOfSorted(sorted, 0.5),
    p90: tail(0.9),
    p99: tail(0.99),
  };
}
