// SPDX-License-Identifier: Apache-2.0
// Who may pull at all comes before what it costs. Only a refusal in this run shows anything about it.

import type { Result, Skip } from '../../../bench/results/result.ts';
import { printable } from '../../escape.ts';
import { code, text, toSection } from '../blocks.ts';
import { cannotMeasure } from '../not-measured.ts';
import type { Choice } from './choice.ts';

const pull = 'pidfd_getfd';

export function chooseByPermission(result: Result): readonly Choice[] {
  const refused = refusal(result);
  return [
    {
      when: text`the receiver may not trace the donor (${code('PTRACE_MODE_ATTACH_REALCREDS')})`,
      then: text`push: the kernel refuses a pull`,
      evidence: text`${cannotMeasure} The rule is the kernel’s; see ${toSection('Permissions', 'permissions')}.`,
    },
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
