// SPDX-License-Identifier: Apache-2.0
// What would allow a refused pull, and what each way of allowing it costs.

import type { PullCause } from './pull-diagnosis.ts';

export interface Remedy {
  readonly how: string;
  readonly price: string;
}

/** Needs no permission over anybody, so it stands below every refusal. */
const push: Remedy = {
  how: 'let the donor push the descriptor by SCM_RIGHTS over a Unix socket: no ptrace access is needed',
  price: 'the donor must take part: it needs code for it, and must be running',
};

const power: Remedy = {
  how: 'give the receiver CAP_SYS_PTRACE in the donor’s user namespace',
  price: 'it can read, change and take over every process in that user namespace, also those of root',
};

const sameUser: Remedy = {
  how: 'run both as one user and group: real, effective and saved ids of the donor equal to the receiver’s real ones',
  price: 'each of the two can then read and change the other’s memory',
};

const dumpable: Remedy = {
  how: 'let the donor call prctl(PR_SET_DUMPABLE, 1) after it has changed its ids',
  price:
    'every process of its user may then read and write its memory (/proc/PID/mem, ptrace), with the secrets that it read as root, and a crash may write them to a core file',
};

const startAgain: Remedy = {
  how: 'let the donor execve() after it has changed its ids (setpriv, systemd’s User=): a fresh program is dumpable',
  price:
    'it must be started that way, and what it opened as root must be inherited; its user may ptrace it as well',
};

const loseCapabilities: Remedy = {
  how: 'let the donor give its capabilities up (capset) once it has bound its ports',
  price: 'it cannot bind a low port again without the help of another process',
};

const addCapabilities: Remedy = {
  how: 'give the receiver the same permitted capabilities, in the same user namespace',
  price: 'it may do all that these capabilities allow',
};

const filterRule: Remedy = {
  how: 'allow pidfd_getfd in the seccomp profile (Docker: --security-opt seccomp=PROFILE.json); no --cap-add is needed',
  price:
    'a profile of your own to keep up to date; every process in the container may call it, under the ptrace rules',
};

const filterCapability: Remedy = {
  how: 'Docker: --cap-add SYS_PTRACE, by which its default profile allows the call',
  price:
    'every root process in the container can take over every other one there; it also allows ptrace and kcmp',
};

const sameNamespace: Remedy = {
  how: 'run the receiver in the donor’s user namespace, or in one above it (docker --userns, nsenter --user)',
  price: 'what separated the two is gone: an id inside is then the same id outside',
};

const setPtracer: Remedy = {
  how: 'let the donor call prctl(PR_SET_PTRACER, PID of the receiver)',
  price:
    'the receiver, and whatever descends from it, may read and change the donor’s memory until it is set back to 0',
};

const descend: Remedy = {
  how: 'let the receiver start the donor: Yama 1 lets a process pull from its descendants',
  price: 'a handover goes from the old process to the new one, so the new one would have to be there first',
};

const classicScope: Remedy = {
  how: 'kernel.yama.ptrace_scope=0',
  price: 'on the whole machine, every process may read and change all others of its user',
};

const reboot: Remedy = {
  how: 'restart the machine with kernel.yama.ptrace_scope below 3: it cannot be lowered while it runs',
  price: 'ptrace is possible again on the whole machine',
};

const newerKernel: Remedy = { how: 'Linux 5.6 or newer', price: 'another kernel' };

const number: Remedy = {
  how: 'ask the donor for the number, or look for it in /proc/PID/fd, right before the pull',
  price: 'a number can be used again for another file: check what arrived',
};

const otherProcess: Remedy = {
  how: 'name a process that is running, by its number in this pid namespace, or use a pidfd that was handed over',
  price: 'a number can be used again for another process; a pidfd cannot',
};

const table: Remedy = {
  how: 'close descriptors, or raise RLIMIT_NOFILE of the receiver (ENFILE: fs.file-max)',
  price: 'kernel memory for each open descriptor',
};

const askModule: Remedy = {
  how: 'ask the security module: its denials stand in the audit log (ausearch -m AVC, journalctl -k); then allow ptrace there',
  price: 'the receiver may read and change the donor’s memory',
};

const remediesOf: Readonly<Record<PullCause, readonly Remedy[]>> = {
  allowed: [],
  'no-call': [newerKernel, filterRule, push],
  filtered: [filterRule, filterCapability, push],
  'no-such-process': [otherProcess],
  'no-such-number': [number],
  'table-full': [table],
  'other-user': [sameUser, power, push],
  'not-dumpable': [dumpable, startAgain, power, push],
  'more-capabilities': [loseCapabilities, addCapabilities, power, push],
  'other-user-namespace': [sameNamespace, power, push],
  'yama-relation': [setPtracer, descend, classicScope, power, push],
  'yama-admin': [power, classicScope, push],
  'yama-never': [reboot, push],
  unknown: [askModule, push],
};

export function remediesFor(cause: PullCause): readonly Remedy[] {
  return remediesOf[cause];
}
