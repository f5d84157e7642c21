// SPDX-License-Identifier: Apache-2.0
// `permissions`: where a pull is allowed and where it is refused, played here; the push stands beside it.

import { release } from 'node:os';
import { permissions } from '../../scenarios/permissions/index.ts';
import { playEach } from '../play/play-each.ts';
import { playPermission } from '../play/play-permission.ts';
import { exitCodes } from '../usage-error.ts';
import { chooseById } from './choose-by-id.ts';
import type { PlayOptions } from './hazards-command.ts';
import type { Interruption } from './interruption.ts';
import { openPermissionSetting } from './permission-setting.ts';
import { permissionStepsText, permissionsText } from './permissions-text.ts';
import type { Terminal } from './terminal.ts';

export interface PermissionsOptions extends PlayOptions {
  /** The seccomp profile that Docker uses. */
  readonly dockerProfile?: string;
}

export async function permissionsCommand(
  { only, json, steps, dockerProfile }: PermissionsOptions,
  terminal: Terminal,
  { signal, exitCode }: Interruption,
): Promise<number> {
  const chosen = chooseById(permissions, only, 'row');
  const setting = openPermissionSetting(signal, dockerProfile);
  const played = await playEach(chosen, signal, (row) => playPermission(row, setting));
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
