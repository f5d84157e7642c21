// SPDX-License-Identifier: Apache-2.0
// Did a level change while the run went on? What came before is compared with what came after, at three places, so
// that a slow drift and a step in the first or the last part are both seen. Values must be in the order of time.

import { twoSampleShift } from '../stats/two-sample.ts';

/** Two-sided, for the three places together. A gate asks at up to three looks at each of up to six endpoints: at one
 * in a thousand its checks cost less than 2 % of the numbers of a quiet machine, and sizes are asked for besides. */
export const alpha = 0.001;

const places = [1 / 3, 1 / 2, 2 / 3];

export interface ShiftOverTime {
  /** After less before. */
  readonly shift: number;
  /** Adjusted for having looked at three places. */
  readonly p: number;
  /** Values before the place. */
  readonly at: number;
}

/** The most certain change; null where nothing passes the test, as is the case under 14 values. */
export function shiftOverTime(values: readonly number[]): ShiftOverTime | null {
  const found = places.flatMap((place) => {
    const at = Math.round(values.length * place);
    const shift = twoSampleShift(values.slice(at), values.slice(0, at), anyLevel);
    if (shift === null) return [];
    return [{ shift: shift.estimate, p: Math.min(1, shift.pTwoSided * places.length), at }];
  });
  const [first] = found.sort((one, other) => one.p - other.p);
  return first !== undefined && first.p <= alpha ? first : null;
}

/** The interval of the shift is not used. */
const anyLevel = 0.5;
