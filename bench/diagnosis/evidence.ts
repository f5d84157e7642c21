// SPDX-License-Identifier: Apache-2.0
// All facts as rows of a table: what was looked at, and what was seen.

import { answer, idsText, word } from './cause-sentence.ts';
import type { PullFacts } from './pull-diagnosis.ts';

export interface Evidence {
  readonly what: string;
  readonly seen: string;
}

export function evidenceOf(facts: PullFacts): Evidence[] {
  const { own, donor } = facts;
  return [
    { what: 'pidfd_open of the donor', seen: word(facts.opened) },
    {
      what: facts.number === null ? 'pull of a descriptor' : `pull of its descriptor ${String(facts.number)}`,
      seen: facts.pulled ?? 'not tried',
    },
    { what: 'pull from oneself (never refused by the kernel)', seen: word(facts.fromSelf) },
    { what: 'call with invalid arguments (EBADF by the kernel)', seen: word(facts.invalidCall) },
    { what: 'own real user, group', seen: `${word(own.users?.real)}, ${word(own.groups?.real)}` },
    { what: 'the donor’s users: real, effective, saved', seen: idsText(donor.users) },
    { what: 'the donor’s groups: real, effective, saved', seen: idsText(donor.groups) },
    { what: 'the donor is dumpable', seen: answer(facts.dumpable) },
    { what: 'own permitted capabilities', seen: word(own.permitted) },
    { what: 'the donor’s permitted capabilities', seen: word(donor.permitted) },
    { what: 'own user namespace', seen: word(own.userNamespace) },
    {
      what: 'the donor’s user namespace',
      seen: donor.userNamespace === null ? 'may not be read' : String(donor.userNamespace),
    },
    { what: 'the donor’s ids are mapped in another way', seen: answer(facts.mapsDiffer) },
    { what: 'own CAP_SYS_PTRACE counts for the donor', seen: answer(facts.hasPower) },
    {
      what: 'the donor’s number in this /proc',
      seen: facts.donorPid === 0 ? 'not to be seen' : word(facts.donorPid),
    },
    { what: 'the donor descends from the caller', seen: answer(facts.isDescendant) },
    { what: 'own seccomp mode', seen: word(facts.seccompMode) },
    {
      what: 'kernel.yama.ptrace_scope',
      seen: facts.yamaScope === 'not-built' ? 'not built into this kernel' : word(facts.yamaScope),
    },
  ];
}
