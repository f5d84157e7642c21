// SPDX-License-Identifier: Apache-2.0
// What neighbours that resemble each other cost: n values with a lag-1 correlation r carry about n (1 − r) / (1 + r)
// (Bartlett 1946, of a first-order autoregression), so an interval made for n is too narrow by the root.

import { autocorrelation } from './autocorrelation.ts';
import { midranks } from './midranks.ts';

/** Lag-1 autocorrelation of the ranks (two odd values beside each other do not pass for likeness of all); null under
 * three values, or where all are equal. */
export function likenessOfNeighbours(values: readonly number[]): number | null {
  return autocorrelation(midranks(values).ranks, 1);
}

/** By how much an interval must be longer: 1 where neighbours are not alike. Values that alternate make it too long,
 * which errs on the safe side, and are left alone. */
export function wideningFor(likeness: number | null): number {
  const r = Math.max(0, likeness ?? 0);
  return r < 1 ? Math.sqrt((1 + r) / (1 - r)) : Infinity;
}
