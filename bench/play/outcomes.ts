// SPDX-License-Identifier: Apache-2.0
// What is kept of what was played.

import type { Act } from '../../scenarios/play.ts';
import type { ActOutcome, HazardOutcome } from '../results/played.ts';
import type { ActVerdict } from './judge-act.ts';
import { toldExpectation } from './judge-act.ts';
import type { PlayedAct, PlayedHazard } from './play-hazard.ts';

export function hazardOutcome({ hazard, naive, ours }: PlayedHazard): HazardOutcome {
  const { id, of, danger, source } = hazard;
  return {
    id,
    of,
    danger,
    source,
    naive: actOutcome(hazard.naive, naive),
    ours: actOutcome(hazard.ours, ours),
  };
}

export function actOutcome({ does, comes }: Pick<Act, 'does' | 'comes'>, verdict: PlayedAct): ActOutcome {
  return { does, comes, status: verdict.status, ...toldFields(verdict), why: verdict.why };
}

/** What was expected and what was seen, in words. */
export function toldFields({
  expected,
  seen,
}: Pick<ActVerdict, 'expected' | 'seen'>): Pick<ActOutcome, 'expected' | 'seen'> {
  const told = Object.entries(expected).map(([key, value]) => [key, toldExpectation(value)] as const);
  const shown = Object.entries(seen).map(([key, value]) => [key, String(value)] as const);
  return { expected: Object.fromEntries(told), seen: Object.fromEntries(shown) };
}
