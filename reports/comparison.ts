// SPDX-License-Identifier: Apache-2.0
// What a ratio and its interval allow to be said. The one rule behind every sentence and every
// filled or hollow mark: an interval that reaches 1 shows no difference.

import type { Estimate } from '../bench/results/result.ts';

export type Comparison =
  /** The whole interval lies below 1. */
  | 'less'
  /** The whole interval lies above 1. */
  | 'more'
  /** The interval includes 1. */
  | 'none-shown'
  /** There is no usable interval: nothing may be claimed. */
  | 'no-interval';

/** Judges a ratio by its interval alone; the point estimate never decides. */
export function compareWithOne(ratio: Estimate): Comparison {
  const interval = ratio.interval;
  if (interval === null || !(interval.lo <= interval.hi) || !(interval.lo > 0)) return 'no-interval';
  if (interval.hi < 1) return 'less';
  if (interval.lo > 1) return 'more';
  return 'none-shown';
}
