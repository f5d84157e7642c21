// SPDX-License-Identifier: Apache-2.0
// Plays a row of the permission table; for tests also its twin.

import type { Permission } from '../../scenarios/permission.ts';
import type { PermissionOutcome } from '../results/played.ts';
import type { ContainerSetting } from './container.ts';
import { openContainer } from './container.ts';
import { judgeAct } from './judge-act.ts';
import { expectedOf, scriptOf } from './permission-steps.ts';
import type { Played, Stage, TakenStep } from './play-act.ts';
import { playAct } from './play-act.ts';
import type { PlaySetting } from './play-hazard.ts';
import { suidDumpableReason } from './suid-dumpable-reason.ts';
import { yamaReason } from './yama-reason.ts';

export interface PlayedPermission {
  readonly outcome: PermissionOutcome;
  readonly taken: readonly TakenStep[];
}

export interface PermissionSetting extends PlaySetting {
  readonly containers: ContainerSetting;
  /** kernel.yama.ptrace_scope; null: Yama is not built into this kernel. */
  readonly yamaScope: number | null;
  /** fs.suid_dumpable; null: it cannot be read. */
  readonly suidDumpable: number | null;
}

export async function playPermission(row: Permission, setting: PermissionSetting): Promise<PlayedPermission> {
  const reason =
    yamaReason(row.yama ?? null, setting.yamaScope) ??
    suidDumpableReason(row.losesDumpable === true, setting.suidDumpable);
  if (reason !== null) return notPlayed(row, reason);
  if (row.container === undefined) return playOn(row, setting.stage, setting);
  const opened = await openContainer(row.container, setting.containers);
  if (opened.kind === 'not-possible') return notPlayed(row, opened.why);
  try {
    return await playOn(row, { ...setting.stage, command: opened.command }, setting);
  } finally {
    await opened.dispose();
  }
}

/** Judged by the row's expectations: where it is `as-expected`, the row cannot fail. */
export function playPermissionTwin(
  { twin, ...row }: Permission,
  setting: PermissionSetting,
): Promise<PlayedPermission> {
  return playPermission({ ...row, ...twin, twin }, setting);
}

async function playOn(row: Permission, stage: Stage, { release }: PlaySetting): Promise<PlayedPermission> {
  const played = await playAct(scriptOf(row), stage);
  const { status, why } = judgeAct(played, expectedOf(row), release);
  const wasPlayed = status !== 'not-possible';
  const outcome: PermissionOutcome = {
    ...told(row),
    pull: wasPlayed ? callIn(played, 'pull') : '',
    push: wasPlayed ? callIn(played, 'push') : '',
    cause: wasPlayed ? String(played.seen.get('diagnosis.cause') ?? '') : '',
    status,
    why,
  };
  return { outcome, taken: played.taken };
}

function notPlayed(row: Permission, why: string): PlayedPermission {
  return { outcome: { ...told(row), pull: '', push: '', cause: '', status: 'not-possible', why }, taken: [] };
}

function told({
  id,
  situation,
  expects,
}: Permission): Pick<PermissionOutcome, 'id' | 'situation' | 'expected'> {
  return { id, situation, expected: { pull: wordOf(expects.pull), push: 'ok', cause: expects.cause } };
}

function callIn({ seen }: Played, name: string): string {
  const error = seen.get(`${name}.error`);
  return error === undefined ? 'not answered' : wordOf(String(error));
}

function wordOf(error: string): string {
  return error === '' ? 'ok' : error;
}
