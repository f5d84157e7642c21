// SPDX-License-Identifier: Apache-2.0
// Plays a hazard: what the naive program gets, and what ours does about it; for tests also its twin.

import type { Hazard } from '../../scenarios/hazard.ts';
import type { Act } from '../../scenarios/play.ts';
import type { ActVerdict } from './judge-act.ts';
import { judgeAct } from './judge-act.ts';
import type { Stage, TakenStep } from './play-act.ts';
import { playAct } from './play-act.ts';

export interface PlayedAct extends ActVerdict {
  readonly taken: readonly TakenStep[];
}

export interface PlayedHazard {
  readonly hazard: Hazard;
  readonly naive: PlayedAct;
  readonly ours: PlayedAct;
}

export interface PlaySetting {
  readonly stage: Stage;
  /** Of the kernel, as uname(2) tells it: what is expected follows from it. */
  readonly release: string;
}

export async function playHazard(hazard: Hazard, setting: PlaySetting): Promise<PlayedHazard> {
  const naive = await playOne(hazard, hazard.naive, setting);
  const ours = await playOne(hazard, hazard.ours, setting);
  return { hazard, naive, ours };
}

/** The twin, judged by the naive act's expectations: where that is `as-expected`, the check cannot fail. */
export function playTwin(hazard: Hazard, setting: PlaySetting): Promise<PlayedAct> {
  return playOne(hazard, { ...hazard.naive, ...hazard.twin }, setting);
}

async function playOne(
  { channel }: Hazard,
  { setUp = [], steps, expects }: Pick<Act, 'setUp' | 'steps' | 'expects'>,
  { stage, release }: PlaySetting,
): Promise<PlayedAct> {
  const played = await playAct({ channel: channel ?? null, setUp, steps }, stage);
  return { ...judgeAct(played, expects, release), taken: played.taken };
}
