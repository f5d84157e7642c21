// SPDX-License-Identifier: Apache-2.0
// `permissions`: where a pull is allowed and where it is refused, played here; the push stands beside it.

import { release } from 'node:os';
import { permissions } from '../../scenarios/permissions/index.ts';
import { helperPath } from '../native.ts';
import { usualDockerProfile } from '../play/container.ts';
import type { PlayedPermission } from '../play/play-permission.ts';
import { playPermission } from '../play/play-permission.ts';
import { openStage } from '../play/stage.ts';
import { readYamaScope } from '../play/yama-reason.ts';
import { exitCodes } from '../usage-error.ts';
import { chooseById } from './choose-by-id.ts';
import type { PlayOptions } from './hazards-command.ts';
import type { Interruption } from './interruption.ts';
import { permissionStepsText, permissionsText } from './permissions-text.ts';
import type { Terminal } from './terminal.ts';

export interface PermissionsOptions extends PlayOptions {
  /** The seccomp profile that Docker uses. */
  readonly dockerProfile?: string;
}

export async function permissionsCommand(
  { only, json, steps, dockerProfile = usualDockerProfile }: PermissionsOptions,
  terminal: Terminal,
  { signal, exitCode }: Interruption,
): Promise<number> {
  const chosen = chooseById(permissions, only, 'row');
  const setting = {
    stage: openStage(signal),
    release: release(),
    yamaScope: readYamaScope(),
    containers: { helperPath: helperPath(), dockerProfile },
  };
  const played: PlayedPermission[] = [];
  for (const row of chosen) {
    if (signal.aborted) break;
    played.push(await playPermission(row, setting));
  }
  const interrupted = exitCode();
  if (interrupted !== null) return interrupted;
  const outcomes = played.map(({ outcome }) => outcome);
  if (json === true)
    terminal.out(
      `${JSON.stringify({ release: release(), uid: process.getuid?.(), permissions: outcomes })}\n`,
    );
  else if (steps === true) terminal.out(played.map(permissionStepsText).join('\n'));
  else terminal.out(permissionsText(outcomes));
  return outcomes.some(({ status }) => status === 'different') ? exitCodes.invalid : exitCodes.done;
}
