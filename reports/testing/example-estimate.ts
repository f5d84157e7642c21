// SPDX-License-Identifier: Apache-2.0
// Made-up numbers with intervals about them.

import type { Estimate, RatioEstimate } from '../../bench/results/result.ts';

/** A duration with an interval of the given relative half-width. */
export function estimate(value: number, spread: number, blocks = 30): Estimate {
  return {
    value,
    interval: { lo: value * (1 - spread), hi: value * (1 + spread), coverage: 0.9839 },
    blocks,
  };
}

/** A ratio; the sign test's interval is wider by a fifth. */
export function ratioEstimate(value: number, spread: number, blocks = 30): RatioEstimate {
  const { interval: signInterval } = estimate(value, spread * 1.2, blocks);
  return { ...estimate(value, spread, blocks), signInterval };
}
