// SPDX-License-Identifier: Apache-2.0
// Rooms that stand ready: hazards and permissions. This version has no scenario for them, and says so
// instead of naming a command; what is told of them is what the kernel's rules say, not what was measured.

import type { Environment } from '../../bench/results/environment.ts';
import { code, paragraph, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { cannotMeasure } from './not-measured.ts';
import type { Section } from './section.ts';

export const hazards: Section = {
  id: 'hazards',
  title: 'Hazards',
  blocks: () => [
    paragraph(
      text`${cannotMeasure} Scenarios transfer correctly; none provokes a truncated control message, a full descriptor table, a number that was used again, or a process that dies in between. That the oracle found nothing in this run is no measure of them.`,
    ),
  ],
};

export const permissions: Section = {
  id: 'permissions',
  title: 'Permissions',
  blocks: ({ result }) => [
    paragraph(
      text`${cannotMeasure} A push needs no permission but the channel. A pull is checked as ${code('ptrace(2)')} is (${code('PTRACE_MODE_ATTACH_REALCREDS')}): the ids must match, the donor must be dumpable and may hold no capability that the receiver lacks, and a security module or a seccomp filter may refuse.`,
    ),
    paragraph(whoRan(result.environment)),
  ],
};

/** What this run was allowed says little about others. */
function whoRan({ security }: Environment): Text {
  const { uid, yamaPtraceScope: yama } = security;
  const who = uid === 0 ? 'as root, whom few of these rules stop' : `as user ${String(uid)}`;
  const scope = yama === null ? 'Yama’s ptrace_scope is not told' : `Yama’s ptrace_scope is ${String(yama)}`;
  return text`This run was made ${who}; ${scope}. What it was allowed to do says nothing about another user, container or kernel.`;
}
