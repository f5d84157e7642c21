// SPDX-License-Identifier: Apache-2.0
// How a hazard came out, of its two acts.

import type { HazardOutcome, PlayedStatus } from './played.ts';

/** One act that is different makes the hazard different; both must be possible for it to be as expected. */
export function statusOfHazard({ naive, ours }: Pick<HazardOutcome, 'naive' | 'ours'>): PlayedStatus {
  const both = [naive.status, ours.status];
  if (both.includes('different')) return 'different';
  return both.includes('not-possible') ? 'not-possible' : 'as-expected';
}
