// SPDX-License-Identifier: Apache-2.0
// The interval of a share of trials (Clopper and Pearson): exact, so a rate of 0 has an upper bound too.

import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';

/** Two-sided; the whole of 0 to 1 without trials. */
export function clopperPearson(
  count: number,
  trials: number,
  level: number,
): { readonly lo: number; readonly hi: number } {
  const tail = (1 - level) / 2;
  return {
    lo: count === 0 ? 0 : betaQuantile(tail, count, trials - count + 1),
    hi: count === trials ? 1 : betaQuantile(1 - tail, count + 1, trials - count),
  };
}
