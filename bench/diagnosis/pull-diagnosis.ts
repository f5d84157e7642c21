// SPDX-License-Identifier: Apache-2.0
// What the core says of a pull: native/core/pull_cause.h and pull_facts.h, as the addon hands them over.

export const pullCauses = [
  'allowed',
  'no-call',
  'filtered',
  'no-such-process',
  'no-such-number',
  'table-full',
  'other-user',
  'not-dumpable',
  'more-capabilities',
  'other-user-namespace',
  'yama-relation',
  'yama-admin',
  'yama-never',
  'unknown',
] as const;

export type PullCause = (typeof pullCauses)[number];

/** As the caller's user namespace names them. */
export interface Ids {
  readonly real: number;
  readonly effective: number;
  readonly saved: number;
  readonly fileSystem: number;
}

export interface ProcessRights {
  readonly users: Ids | null;
  readonly groups: Ids | null;
  /** 16 hexadecimal digits, as /proc/PID/status has them. */
  readonly permitted: string | null;
  readonly effective: string | null;
  /** Its inode; null when it may not be read. */
  readonly userNamespace: number | null;
}

/** null everywhere: unknown, or not tried. A call: 'ok', or its error. */
export interface PullFacts {
  readonly own: ProcessRights;
  readonly donor: ProcessRights;
  readonly opened: string | null;
  readonly pulled: string | null;
  /** That was pulled; null: the first 64 were tried, and none is open, or nothing was tried. */
  readonly number: number | null;
  /** pidfd_getfd(-1, -1, 0), which the kernel answers with EBADF. */
  readonly invalidCall: string | null;
  /** Which the kernel never refuses. */
  readonly fromSelf: string | null;
  readonly seccompMode: number | null;
  readonly yamaScope: number | 'not-built' | null;
  /** As /proc here names it; 0: not to be seen there. */
  readonly donorPid: number | null;
  /** 1: in the pid namespace of this /proc; more: below it. */
  readonly pidLevels: number | null;
  readonly ended: boolean | null;
  readonly mapsDiffer: boolean | null;
  readonly isDescendant: boolean | null;
  readonly dumpable: boolean | null;
  /** CAP_SYS_PTRACE of the caller, in the donor's user namespace. */
  readonly hasPower: boolean | null;
}

export interface PullDiagnosis {
  /** The first thing in the way. */
  readonly cause: PullCause;
  /** Every known thing in the way of a pull refused by EPERM. */
  readonly obstacles: readonly PullCause[];
  readonly facts: PullFacts;
}
