// SPDX-License-Identifier: Apache-2.0
// Plays the parts of a claim, draws what is not played for it, and gives the verdict.

import type { ActPart, Claim, ClaimPart, DrawnFrom, DrawnPart } from '../../scenarios/claim.ts';
import type { ClaimOutcome, ClaimPartOutcome } from '../results/claim-outcome.ts';
import { faultOf, judgeAct } from './judge-act.ts';
import type { ActStatus } from './judge-act.ts';
import { judgeClaim } from './judge-claim.ts';
import { toldFields } from './outcomes.ts';
import type { TakenStep } from './play-act.ts';
import { playAct } from './play-act.ts';
import type { PlaySetting } from './play-hazard.ts';

/** What something else says to a part. */
export interface Finding {
  readonly status: ActStatus;
  /** What was counted; where it is not possible, why. */
  readonly why: string;
}

export type Sources = Readonly<Record<DrawnFrom, () => Finding | Promise<Finding>>>;

export interface PlayedPart {
  readonly outcome: ClaimPartOutcome;
  readonly taken: readonly TakenStep[];
  /** A player ended, said nothing, or did not know the step: that decides nothing. */
  readonly isBroken: boolean;
}

export interface PlayedClaim {
  readonly outcome: ClaimOutcome;
  readonly parts: readonly PlayedPart[];
}

export async function playClaim(claim: Claim, setting: PlaySetting, sources: Sources): Promise<PlayedClaim> {
  const parts: PlayedPart[] = [];
  for (const part of claim.parts) {
    if (setting.stage.signal.aborted) break;
    parts.push(isDrawn(part) ? await drawPart(part, sources) : await playPart(part, setting));
  }
  const outcome = judgeClaim(
    claim,
    parts.map((part) => part.outcome),
  );
  const isBroken = parts.some((part) => part.isBroken);
  return { outcome: isBroken ? { ...outcome, verdict: 'open' } : outcome, parts };
}

const isDrawn = (part: ClaimPart): part is DrawnPart => 'drawsOn' in part;

export async function playPart(
  { says, role, channel, setUp = [], steps, expects }: ActPart,
  { stage, release }: PlaySetting,
): Promise<PlayedPart> {
  const played = await playAct({ channel: channel ?? null, setUp, steps }, stage);
  const verdict = judgeAct(played, expects, release);
  const { status, why } = verdict;
  return {
    outcome: { says, role, status, drawnFrom: null, why, ...toldFields(verdict) },
    taken: played.taken,
    isBroken: faultOf(played) !== undefined,
  };
}

async function drawPart({ says, role, drawsOn }: DrawnPart, sources: Sources): Promise<PlayedPart> {
  const finding = await sources[drawsOn]();
  return {
    outcome: { says, role, drawnFrom: drawsOn, expected: {}, seen: {}, ...finding },
    taken: [],
    isBroken: false,
  };
}
