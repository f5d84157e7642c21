// SPDX-License-Identifier: Apache-2.0
// By how much more the slowed side was found slower than it should be. Turned so that head and base agree: a wait that
// is too long makes head's ratio too large and base's too small, and a plain mean of both would hide it.

import type { Injection } from '../results/calibration.ts';

type Estimated = Pick<Injection, 'side' | 'expectedRatio' | 'foundRatio'>;

/** In parts of the ratio (0.01 is a point); null where one of the two is missing. */
export function excessOf({ side, expectedRatio, foundRatio }: Estimated): number | null {
  if (expectedRatio === null || foundRatio === null) return null;
  return side === 'head' ? foundRatio - expectedRatio : expectedRatio - foundRatio;
}

export interface Excess {
  readonly estimates: number;
  readonly mean: number;
  readonly deviation: number;
  /** Without its sign. */
  readonly largest: number;
}

/** null without an estimate. */
export function excessAmong(all: readonly Estimated[]): Excess | null {
  const values = all.flatMap((one) => excessOf(one) ?? []);
  if (values.length === 0) return null;
  const centre = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - centre) ** 2, 0);
  return {
    estimates: values.length,
    mean: centre,
    deviation: Math.sqrt(squares / Math.max(1, values.length - 1)),
    largest: values.reduce((most, value) => Math.max(most, Math.abs(value)), 0),
  };
}
