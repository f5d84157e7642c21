// SPDX-License-Identifier: Apache-2.0
// `hazards`: what goes wrong, played here, and what care does about it.

import { release } from 'node:os';
import { hazards } from '../../scenarios/hazards/index.ts';
import { hazardOutcome } from '../play/outcomes.ts';
import { playEach } from '../play/play-each.ts';
import { playHazard } from '../play/play-hazard.ts';
import { openStage } from '../play/stage.ts';
import { statusOfHazard } from '../results/played-status.ts';
import { exitCodes } from '../usage-error.ts';
import { chooseById } from './choose-by-id.ts';
import type { Interruption } from './interruption.ts';
import { hazardsText, stepsText } from './played-text.ts';
import type { Terminal } from './terminal.ts';

export interface PlayOptions {
  /** Ids, with commas between them. */
  readonly only?: string;
  readonly json?: boolean;
  readonly steps?: boolean;
}

export async function hazardsCommand(
  { only, json, steps }: PlayOptions,
  terminal: Terminal,
  { signal, exitCode }: Interruption,
): Promise<number> {
  const chosen = chooseById(hazards, only, 'hazard');
  const setting = { stage: openStage(signal), release: release() };
  const played = await playEach(chosen, signal, (hazard) => playHazard(hazard, setting));
  const interrupted = exitCode();
  if (interrupted !== null) return interrupted;
  const outcomes = played.map(hazardOutcome);
  if (json === true) terminal.out(`${JSON.stringify({ release: release(), hazards: outcomes })}\n`);
  else if (steps === true) terminal.out(played.map(stepsText).join('\n'));
  else terminal.out(hazardsText(outcomes));
  return outcomes.some((outcome) => statusOfHazard(outcome) === 'different')
    ? exitCodes.invalid
    : exitCodes.done;
}
