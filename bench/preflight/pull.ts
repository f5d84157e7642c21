// SPDX-License-Identifier: Apache-2.0
// pidfd_getfd works between two processes of one parent; where not, why not (pidfd_getfd(2)).

import type { Check, Finding, Machine } from './finding.ts';
import { ok } from './finding.ts';
import { tryLaunch } from './launch-trial.ts';
import { readProc } from './read-proc.ts';

export const pull: Check = {
  id: 'pidfd-getfd',
  run: async (machine) => {
    const { error } = await tryLaunch(machine, ['--mechanism', 'pidfd_getfd']);
    if (error === null) return ok('one descriptor was pulled from another process');
    const limits = (evidence: string, remedy: string): Finding => ({
      status: 'limits',
      evidence: `${evidence}: the arms that pull are skipped`,
      remedy,
    });
    if (error.code === 'ENOSYS') return limits('ENOSYS, the kernel has no pidfd_getfd', 'Linux 5.6 or newer');
    if (error.code !== 'EPERM') return limits(`${error.code}: ${error.text}`, 'see the message');
    const { cause, remedy } = causeOfRefusal(machine);
    return limits(`EPERM, ${cause}`, remedy);
  },
};

/** Nothing but a filter forbids a process to pull from itself. */
function causeOfRefusal(machine: Machine): { cause: string; remedy: string } {
  if (machine.pullFromSelf() === 'EPERM') {
    return {
      cause: 'a seccomp filter refuses it',
      remedy: 'container: add CAP_SYS_PTRACE, or a seccomp profile that allows pidfd_getfd',
    };
  }
  const scope = Number(readProc('/proc/sys/kernel/yama/ptrace_scope') ?? 0);
  if (scope >= 1) {
    return {
      cause: `Yama’s ptrace_scope is ${String(scope)}: siblings may not pull from each other`,
      remedy: 'CAP_SYS_PTRACE, or kernel.yama.ptrace_scope=0 while measuring',
    };
  }
  return {
    cause: 'the ptrace access check refuses it (ptrace(2): ids, dumpable, capabilities, user namespace, LSM)',
    remedy: 'run both roles as one user without extra capabilities, or with CAP_SYS_PTRACE',
  };
}
