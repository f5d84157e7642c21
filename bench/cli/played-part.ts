// SPDX-License-Identifier: Apache-2.0
// What a run plays after all that it measures: hazards, permissions, and the claims, which draw on both and on the run's
// own live handovers.

import { release } from 'node:os';
import { claims } from '../../scenarios/claims/index.ts';
import { hazards } from '../../scenarios/hazards/index.ts';
import { permissions } from '../../scenarios/permissions/index.ts';
import { hazardOutcome } from '../play/outcomes.ts';
import { playClaim } from '../play/play-claim.ts';
import { playEach } from '../play/play-each.ts';
import { playHazard } from '../play/play-hazard.ts';
import { playPermission } from '../play/play-permission.ts';
import type { PlayedResults } from '../results/played.ts';
import type { Result } from '../results/result.ts';
import { claimSources } from './claim-sources.ts';
import { openPermissionSetting } from './permission-setting.ts';
import type { Terminal } from './terminal.ts';

export interface PlayedPart {
  readonly handovers: Result['handovers'];
  readonly signal: AbortSignal;
  readonly terminal: Terminal;
  /** Says nothing while it plays. */
  readonly isSilent: boolean;
}

/** null where it was interrupted: half of it would look like the whole. */
export async function playPart({
  handovers,
  signal,
  terminal,
  isSilent,
}: PlayedPart): Promise<PlayedResults | null> {
  if (signal.aborted) return null;
  if (!isSilent) terminal.err('playing hazards, permissions and claims\n');
  const setting = openPermissionSetting(signal);
  const playedHazards = await playEach(hazards, signal, (hazard) => playHazard(hazard, setting));
  const outcomes = playedHazards.map(hazardOutcome);
  const playedPermissions = await playEach(permissions, signal, (row) => playPermission(row, setting));
  const sources = claimSources({
    hazards: () => Promise.resolve(outcomes),
    result: handovers === undefined ? undefined : { handovers },
  });
  const playedClaims = await playEach(claims, signal, (claim) => playClaim(claim, setting, sources));
  if (isCut(signal)) return null;
  return {
    release: release(),
    uid: process.geteuid?.() ?? 0,
    hazards: outcomes,
    permissions: playedPermissions.map(({ outcome }) => outcome),
    claims: playedClaims.map(({ outcome }) => outcome),
  };
}

/** Read again: a compiler takes it to be what it was. */
function isCut(signal: AbortSignal): boolean {
  return signal.aborted;
}
