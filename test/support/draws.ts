// SPDX-License-Identifier: Apache-2.0
// Seeded draws from distributions, for simulations in tests: the same numbers in every run.

import { makeRandom } from '../../bench/plan/random.ts';

export interface Draws {
  /** Inside 0 to 1, never an end of it. */
  readonly uniform: () => number;
  readonly normal: () => number;
  /** Student's with 3 degrees of freedom: heavy tails, symmetric about 0. */
  readonly studentT3: () => number;
  /** Symmetric about 0, without a mean. */
  readonly cauchy: () => number;
  /** Of mean 1: skewed. */
  readonly exponential: () => number;
}

export function makeDraws(seed: number, purpose: string): Draws {
  const random = makeRandom(seed, purpose);
  const uniform = (): number => (random.below(2 ** 32) + 0.5) / 2 ** 32;
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
  return {
    uniform,
    normal,
    studentT3: () => normal() / Math.sqrt((normal() ** 2 + normal() ** 2 + normal() ** 2) / 3),
    cauchy: () => Math.tan(Math.PI * (uniform() - 0.5)),
    exponential: () => -Math.log(uniform()),
  };
}
