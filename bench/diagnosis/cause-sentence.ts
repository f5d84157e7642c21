// SPDX-License-Identifier: Apache-2.0
// What a cause is, in a sentence with the evidence of the facts.

import { capabilitiesBeyond } from './capability-names.ts';
import type { Ids, PullCause, PullFacts } from './pull-diagnosis.ts';

type Sentence = (facts: PullFacts) => string;

const sentences: Readonly<Record<PullCause, Sentence>> = {
  allowed: ({ number }) => `the pull of descriptor ${word(number)} worked`,
  'no-call': () =>
    'pidfd_getfd answers ENOSYS: the kernel is older than Linux 5.6, or a seccomp filter pretends it',
  filtered: ({ fromSelf, invalidCall, seccompMode }) =>
    `the call itself is refused, whoever the donor is: from oneself it answers ${word(fromSelf)}, where the kernel never ` +
    `refuses, and with invalid arguments ${word(invalidCall)}, where the kernel says EBADF ` +
    (seccompMode === 2
      ? '(this process has a seccomp filter)'
      : `(seccomp mode ${word(seccompMode)}: a security module, or gVisor)`),
  'no-such-process': ({ opened, ended }) =>
    ended === true
      ? 'the process has ended'
      : opened === 'EINVAL' || opened === 'ENOENT'
        ? `pidfd_open answers ${opened}: this is the number of a thread, not of a process`
        : 'no process has this number, as far as this pid namespace can see',
  'no-such-number': ({ number }) =>
    number === null
      ? 'the pull is allowed, but none of the donor’s first 64 descriptors is open'
      : `the pull is allowed, but descriptor ${String(number)} is not open in the donor`,
  'table-full': () => 'this process has no free descriptor left, or the system has no free file',
  'other-user': ({ own, donor }) =>
    `the donor’s user ids are ${idsText(donor.users)} and its group ids ${idsText(donor.groups)} (real, effective, ` +
    `saved); all must equal the caller’s real ones, ${word(own.users?.real)} and ${word(own.groups?.real)}`,
  'not-dumpable': () =>
    'the donor is not dumpable: it changed its ids without execve(), runs a program that its user may not read, or asked ' +
    'for it by PR_SET_DUMPABLE',
  'more-capabilities': ({ own, donor }) =>
    `the donor is permitted ${moreText(donor.permitted, own.permitted)}, and the caller is not`,
  'other-user-namespace': ({ own, donor, mapsDiffer }) =>
    'the donor lives in another user namespace, in which the caller has no CAP_SYS_PTRACE ' +
    (own.userNamespace !== null && donor.userNamespace !== null
      ? `(${String(own.userNamespace)} here, ${String(donor.userNamespace)} there)`
      : `(its ids are mapped in another way: ${answer(mapsDiffer)})`),
  'yama-relation': () =>
    'kernel.yama.ptrace_scope is 1, the donor does not descend from the caller, and has not named it by PR_SET_PTRACER',
  'yama-admin': () => 'kernel.yama.ptrace_scope is 2: only CAP_SYS_PTRACE passes, and the caller lacks it',
  'yama-never': () => 'kernel.yama.ptrace_scope is 3: nobody may, not even root',
  unknown: ({ pulled, dumpable, donorPid }) =>
    `the pull answers ${word(pulled)}, and ` +
    (donorPid === 0
      ? 'the donor cannot be seen from this pid namespace: its ids, capabilities and dumpable are hidden, and any of them may be the cause'
      : 'none of the known rules explains it: a security module (SELinux, AppArmor)' +
        (dumpable === null ? ', or a donor that is not dumpable, which could not be found out here' : '')),
};

export function causeSentence(cause: PullCause, facts: PullFacts): string {
  return sentences[cause](facts);
}

export function word(value: string | number | null | undefined): string {
  return value === null || value === undefined ? 'unknown' : String(value);
}

export function answer(value: boolean | null): string {
  return value === null ? 'unknown' : value ? 'yes' : 'no';
}

export function idsText(ids: Ids | null): string {
  return ids === null ? 'unknown' : [ids.real, ids.effective, ids.saved].join(', ');
}

function moreText(donor: string | null, own: string | null): string {
  if (donor === null || own === null) return 'capabilities';
  return capabilitiesBeyond(donor, own).join(', ');
}
