// SPDX-License-Identifier: Apache-2.0
// One number with its interval, over blocks: the unit of inference is the block, never the sample.

import type { ConfidenceInterval, Estimate, RatioEstimate } from '../results/result.ts';
import type { BlockRatio } from './block-ratios.ts';
import { hodgesLehmann, hodgesLehmannInterval } from './hodges-lehmann.ts';
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

/** The ratio of two arms over blocks. Its two intervals rest on different tests: where they disagree about 1, nothing
 * is claimed. */
export function estimateRatio(
  ratios: readonly Pick<BlockRatio, 'logRatio'>[],
  level = intervalLevel,
): RatioEstimate | null {
  const logs = ratios.map(({ logRatio }) => logRatio);
  if (logs.length === 0) return null;
  const isEnough = logs.length >= minimumBlocks;
  return {
    value: Math.exp(hodgesLehmann(logs)),
    interval: isEnough ? ofRatio(hodgesLehmannInterval(logs, level)) : null,
    blocks: logs.length,
    signInterval: isEnough ? ofRatio(signInterval(logs, level)) : null,
  };
}

/** A quantity of blocks that may have either sign, as a slope: Hodges–Lehmann with the interval of the signed-rank test, and
 * that of the sign test, which does not ask for symmetry. */
export function estimateShift(values: readonly number[]): RatioEstimate | null {
  if (values.length === 0) return null;
  return {
    value: hodgesLehmann(values),
    interval: values.length < minimumBlocks ? null : hodgesLehmannInterval(values, intervalLevel),
    blocks: values.length,
    signInterval: values.length < minimumBlocks ? null : endsOf(signInterval(values, intervalLevel)),
  };
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

/** Without the places of its order statistics. */
function endsOf(interval: ConfidenceInterval | null): ConfidenceInterval | null {
  return interval && { lo: interval.lo, hi: interval.hi, coverage: interval.coverage };
}

/** From logarithms to ratios. */
function ofRatio(logs: ConfidenceInterval | null): ConfidenceInterval | null {
  return logs && { lo: Math.exp(logs.lo), hi: Math.exp(logs.hi), coverage: logs.coverage };
}
