// SPDX-License-Identifier: Apache-2.0
// `claims`: what is said of pidfd_getfd, played here, and the verdicts. A claim that does not hold is an answer; a part that
// is not what a kernel of this version should show is none, and ends with 4.

import { release } from 'node:os';
import { claims } from '../../scenarios/claims/index.ts';
import { hazards } from '../../scenarios/hazards/index.ts';
import { hazardOutcome } from '../play/outcomes.ts';
import { playEach } from '../play/play-each.ts';
import { playClaim } from '../play/play-claim.ts';
import type { PlaySetting } from '../play/play-hazard.ts';
import { playHazard } from '../play/play-hazard.ts';
import { openStage } from '../play/stage.ts';
import type { HazardOutcome } from '../results/played.ts';
import { readRun } from '../results/read-result.ts';
import { exitCodes } from '../usage-error.ts';
import { chooseById } from './choose-by-id.ts';
import { claimSources } from './claim-sources.ts';
import { claimsText, claimStepsText } from './claims-text.ts';
import type { PlayOptions } from './hazards-command.ts';
import type { Interruption } from './interruption.ts';
import type { Terminal } from './terminal.ts';

export interface ClaimsOptions extends PlayOptions {
  /** The folder of a stored run. */
  readonly with?: string;
}

export async function claimsCommand(
  { only, json, steps, with: folder }: ClaimsOptions,
  terminal: Terminal,
  { signal, exitCode }: Interruption,
): Promise<number> {
  const chosen = chooseById(claims, only, 'claim');
  const result = folder === undefined ? undefined : await readRun(folder);
  const setting = { stage: openStage(signal), release: release() };
  const sources = claimSources({ hazards: () => playHazards(setting), result });
  const played = await playEach(chosen, signal, (claim) => playClaim(claim, setting, sources));
  const interrupted = exitCode();
  if (interrupted !== null) return interrupted;
  const outcomes = played.map(({ outcome }) => outcome);
  if (json === true) terminal.out(`${JSON.stringify({ release: release(), claims: outcomes })}\n`);
  else if (steps === true) terminal.out(played.map(claimStepsText).join('\n'));
  else terminal.out(claimsText(outcomes));
  const parts = outcomes.flatMap((outcome) => outcome.parts);
  return parts.some(({ drawnFrom, status }) => drawnFrom === null && status === 'different')
    ? exitCodes.invalid
    : exitCodes.done;
}

async function playHazards(setting: PlaySetting): Promise<readonly HazardOutcome[]> {
  const played = await playEach(hazards, setting.stage.signal, (hazard) => playHazard(hazard, setting));
  return played.map(hazardOutcome);
}
