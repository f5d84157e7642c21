// SPDX-License-Identifier: Apache-2.0
// A percentile of all samples of an arm together, where no launch has enough for one of its own. It describes what was
// seen; launches are not told apart in it, so nothing is compared by it.

import { isPrintable } from '../bench/stats/quantile.ts';
import type { Nanoseconds } from '../bench/units.ts';
import { tailKnotCount } from './charts/ecdf-knots.ts';
import type { Distribution } from './report-input.ts';

export interface PooledPercentile {
  readonly ns: Nanoseconds;
  /** Read from the band of the distribution function, so over blocks; null where there is no band. */
  readonly interval: { readonly lo: Nanoseconds; readonly hi: Nanoseconds } | null;
}

/** Shares are quotients: without the tolerance 29,970 of 30,000 might fall short of 0.999. */
const tolerance = 1e-9;

/** The time within which at least this share of the samples was over; undefined with too few samples beyond it, or with so
 * many that it lies before the tail whose samples are all kept, where it could only be guessed. */
export function pooledPercentile(
  { n, knots }: Pick<Distribution, 'n' | 'knots'>,
  share: number,
): PooledPercentile | undefined {
  const at = knots.find(({ p }) => p >= share - tolerance);
  const isExact = n * (1 - share) < tailKnotCount + tolerance * n;
  if (at === undefined || !isPrintable(n, share) || !isExact) return undefined;
  // What the band at a time does not shut out as its share belongs to the interval; the upper end is the first time that
  // surely has it, so that the steps between knots make the interval wider and never narrower.
  const last = knots.findLast(({ band }) => band !== undefined && band.hi < share - tolerance);
  const lo = last ?? knots.find(({ band }) => band !== undefined);
  const hi = knots.find(({ band }) => band !== undefined && band.lo >= share - tolerance);
  return { ns: at.ns, interval: lo === undefined || hi === undefined ? null : { lo: lo.ns, hi: hi.ns } };
}
