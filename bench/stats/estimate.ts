// SPDX-License-Identifier: Apache-2.0
// One number with its interval, over blocks: the unit of inference is the block, never the sample.

import type { Estimate } from '../results/result.ts';
import { isPrintable, median, quantileOfSorted, sortedCopy } from './quantile.ts';
import { orderStatistics, signInterval } from './sign-interval.ts';

/** Two-sided level of every interval (docs/method.md). */
export const intervalLevel = 0.98;
/** With fewer blocks no interval is given: it would be the whole range of the values. */
export const minimumBlocks = 10;

/** The median over blocks. */
export function estimateMedian(values: readonly number[]): Estimate | null {
  if (values.length === 0) return null;
  const interval = values.length < minimumBlocks ? null : signInterval(values, intervalLevel);
  return {
    value: median(values),
    interval: interval && { lo: interval.lo, hi: interval.hi, coverage: interval.coverage },
    blocks: values.length,
  };
}

/** The median ratio over blocks, of pairs that were measured in the same block. */
export function estimateRatio(pairs: readonly (readonly [over: number, under: number])[]): Estimate | null {
  const usable = pairs.filter(([over, under]) => over > 0 && under > 0);
  const logs = estimateMedian(usable.map(([over, under]) => Math.log(over / under)));
  return logs && mapEstimate(logs, Math.exp);
}

/** A quantile over launches that gave one sample each; null when too few lie beyond it. */
export function estimateQuantile(values: readonly number[], p: number): Estimate | null {
  if (!isPrintable(values.length, p)) return null;
  const sorted = sortedCopy(values);
  const pair = orderStatistics(values.length, p, intervalLevel);
  return {
    value: quantileOfSorted(sorted, p),
    interval: pair && {
      lo: sorted[pair.lower - 1] as number,
      hi: sorted[pair.upper - 1] as number,
      coverage: pair.coverage,
    },
    blocks: values.length,
  };
}

export function mapEstimate(estimate: Estimate, change: (value: number) => number): Estimate {
  const { interval } = estimate;
  return {
    ...estimate,
    value: change(estimate.value),
    interval: interval && { ...interval, lo: change(interval.lo), hi: change(interval.hi) },
  };
}
