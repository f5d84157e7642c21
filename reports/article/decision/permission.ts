// SPDX-License-Identifier: Apache-2.0
// Who may pull at all comes before what it costs: by cause, as the permission table showed it; and whether this run was
// allowed to.

import type { PermissionOutcome } from '../../../bench/results/played.ts';
import type { Result, Skip } from '../../../bench/results/result.ts';
import { printable } from '../../escape.ts';
import { formatCountOf } from '../../format.ts';
import { isRefusal, situationWords } from '../../played-words.ts';
import { code, text, toSection } from '../blocks.ts';
import type { Choice } from './choice.ts';

const pull = 'pidfd_getfd';

export function chooseByPermission(result: Result): readonly Choice[] {
  const refused = refusal(result);
  return [
    ...(playedChoices(result) ?? [unplayed]),
    ...(refused === undefined
      ? []
      : [
          {
            when: text`it is this machine, as this run was made`,
            then: text`whatever is not ${code(refused.arm ?? pull)}: it could not be run`,
            evidence: text`${printable(refused.reason)}`,
          },
        ]),
  ];
}

const toPermissions = toSection('Permissions', 'permissions');

const unplayed: Choice = {
  when: text`the receiver may not trace the donor (${code('PTRACE_MODE_ATTACH_REALCREDS')})`,
  then: text`push: the kernel refuses a pull`,
  evidence: text`Not played here; the rule is the kernel’s: see ${toPermissions}.`,
};

/** It tells a filter from the other causes, and is no handover. */
const fromOneself = 'oneself';

/** undefined where no row could be played. */
function playedChoices({ played }: Result): readonly Choice[] | undefined {
  const rows = played?.permissions.filter(({ status }) => status === 'as-expected') ?? [];
  const refused = rows.filter((row) => isRefusal(row.pull) && row.push === 'ok');
  const allowed = rows.filter((row) => row.pull === 'ok' && row.push === 'ok' && row.id !== fromOneself);
  if (refused.length + allowed.length === 0) return undefined;
  return [
    ...(refused.length === 0
      ? []
      : [
          {
            when: text`one of these holds: ${situationsOf(refused)}`,
            then: text`push: a pull is refused`,
            evidence: text`Each was set up and tried, ${formatCountOf(refused.length, 'situation')}: ${toPermissions}; ${code('npm run bench -- doctor --pid N')} names the cause for a process of yours`,
          },
        ]),
    ...(allowed.length === 0
      ? []
      : [
          {
            when: text`one of these holds: ${situationsOf(allowed)}`,
            then: text`both are allowed: read on`,
            evidence: text`Both were tried in ${formatCountOf(allowed.length, 'situation')}: ${toPermissions}`,
          },
        ]),
  ];
}

function situationsOf(rows: readonly PermissionOutcome[]): string {
  return rows.map(situationWords).join('; ');
}

/** A skip of pulls where none was measured at all: one that only some cells lack is no refusal. */
function refusal(result: Result): Skip | undefined {
  const isPull = (arm: string): boolean =>
    arm === pull ||
    result.cells.some(({ arms }) => arms.some(({ id, mechanism }) => id === arm && mechanism === pull));
  const isMeasured = result.rows.some(
    ({ arm, wall, outcomes }) => isPull(arm) && (wall !== null || outcomes !== undefined),
  );
  return isMeasured ? undefined : result.skips.find(({ arm }) => arm !== null && isPull(arm));
}
