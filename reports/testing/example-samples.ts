// SPDX-License-Identifier: Apache-2.0
// What a made-up result's samples would have given beside their distributions: bands, and the times of instants. Derived
// from a distribution and a p50, so that everything stays the same each time.

import type { InstantColumn } from '../../bench/results/result.ts';
import type { Distribution, InstantTimes, Knot } from '../report-input.ts';
import { estimate } from './example-estimate.ts';

/** A band that is widest in the middle, and never leaves [0, 1]. */
export function withExampleBands(distribution: Distribution): Distribution {
  const knots = distribution.knots.map((knot): Knot => {
    const half = 0.02 + 0.12 * knot.p * (1 - knot.p);
    const band =
      knot.p === 1 ? { lo: 1, hi: 1 } : { lo: Math.max(0, knot.p - half), hi: Math.min(1, knot.p + half) };
    return { ...knot, band };
  });
  return { ...distribution, knots };
}

/** When they come, as shares of the p50, which is what passes until `holding`. */
const shares: readonly (readonly [InstantColumn, number])[] = [
  ['start', 0],
  ['sent', 0.42],
  ['announced', 0.71],
  ['holding', 1],
  ['released', 1.12],
  ['acknowledged', 1.65],
];

export function exampleInstants(place: Omit<InstantTimes, 'instants'>, p50: number): InstantTimes {
  return {
    ...place,
    instants: shares.map(([instant, share], index) => ({
      instant,
      fromStart: estimate(share * p50, 0.012, place.launches),
      // Medians do not add up.
      fromPrevious: estimate((share - (shares[index - 1]?.[1] ?? 0)) * p50 * 0.98, 0.03, place.launches),
    })),
  };
}
