// SPDX-License-Identifier: Apache-2.0
// The sign-flip test of a mean of 0: how often a sum as large comes out when each value's sign is a coin's. All flips
// where there are few of them, else so many drawn ones.

import type { Random } from '../plan/random.ts';

export interface SignFlipTest {
  readonly pTwoSided: number;
  readonly pGreater: number;
}

export interface FlipOptions {
  readonly flips: number;
  readonly random: Random;
}

export function signFlipTest(values: readonly number[], { flips, random }: FlipOptions): SignFlipTest {
  const isWhole = 2 ** values.length <= flips;
  const rounds = isWhole ? 2 ** values.length : flips;
  const seen = sumOf(values, () => false);
  // Sums that are equal but for rounding count as equal: the flips that change nothing must count.
  const slack = 1e-12 * values.reduce((sum, value) => sum + Math.abs(value), 0);
  let [asHigh, asFar] = [0, 0];
  for (let round = 0; round < rounds; round++) {
    const sum = sumOf(
      values,
      isWhole ? (i) => Math.floor(round / 2 ** i) % 2 === 1 : () => random.below(2) === 1,
    );
    if (sum >= seen - slack) asHigh++;
    if (Math.abs(sum) >= Math.abs(seen) - slack) asFar++;
  }
  // What was seen is one of the possible flips: with drawn ones it is added, so that p is never 0.
  const own = isWhole ? 0 : 1;
  return { pTwoSided: (asFar + own) / (rounds + own), pGreater: (asHigh + own) / (rounds + own) };
}

function sumOf(values: readonly number[], isFlipped: (i: number) => boolean): number {
  return values.reduce((sum, value, i) => (isFlipped(i) ? sum - value : sum + value), 0);
}
