// SPDX-License-Identifier: Apache-2.0
// A ratio that is not one number can still give one answer: where all that it may be lies on one side of where the
// answer turns. Without this a slowdown of so many ns on a machine that changes its pace would escape the gate: its
// ratio wanders with the pace, far above what is allowed.

import type { Doubt } from '../results/doubt.ts';
import type { Suspect } from './check.ts';

/** Of log-ratios. */
interface Range {
  readonly lo: number;
  readonly hi: number;
}

export interface Weighed {
  readonly weight: Doubt['weight'];
  /** Told behind the evidence. */
  readonly addition: string;
}

/** A doubt that says that the ratio may be anything in the range: where the ratio itself is what is told, or the
 * answer is not the same for all of it, it weakens. */
export function weighAgainstAnswer({ turnsAt }: Suspect, { lo, hi }: Range): Weighed {
  if (turnsAt === null || (lo <= turnsAt && hi >= turnsAt)) return { weight: 'weakens', addition: '' };
  const where = Math.exp(turnsAt).toFixed(3);
  return { weight: 'note', addition: ` The answer is the same for all of it: it turns at ${where}.` };
}

/** What was too small to weaken anything. */
export const onlyNoted: Weighed = { weight: 'note', addition: '' };

/** Two levels, and as far again on either side: what moved once may move on. */
export function asFarAgain(one: number, other: number): Range {
  const distance = Math.abs(one - other);
  return { lo: Math.min(one, other) - distance, hi: Math.max(one, other) + distance };
}
