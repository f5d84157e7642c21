// SPDX-License-Identifier: Apache-2.0
// The shape of a row of the permission table: who the donor is, who the receiver is, and whether one may pull from the
// other. What is done is the same in every row (bench/play/permission-steps.ts); a row says only what is set up.

/** As native/core/pull_cause.c names them. */
export type Cause =
  | 'allowed'
  | 'no-call'
  | 'filtered'
  | 'no-such-process'
  | 'other-user'
  | 'not-dumpable'
  | 'more-capabilities'
  | 'other-user-namespace'
  | 'yama-relation'
  | 'yama-admin'
  | 'yama-never';

export interface SetUp {
  /** Steps of `handover-helper play`. */
  readonly donor: readonly string[];
  readonly receiver: readonly string[];
}

/**
 * How the receiver comes to a pidfd: by the donor's number; by one that it opened before its set-up; it tries the number
 * in vain, which is the refusal; or the donor is itself, or a process that it started.
 */
export type Reach = 'by-number' | 'before' | 'in-vain' | 'self' | 'started';

export interface Container {
  /** `default`: podman's own profile; `docker`: the file that Docker uses. */
  readonly profile: 'default' | 'docker';
  readonly capabilities: readonly string[];
}

export interface Permission extends SetUp {
  readonly id: string;
  /** In one sentence. */
  readonly situation: string;
  /** Without it: by-number. */
  readonly reach?: Reach;
  /** Both run in one container. */
  readonly container?: Container;
  /** Only where kernel.yama.ptrace_scope is that; other rows where Yama is not built, or at most 1. */
  readonly yama?: 1 | 2 | 3;
  /** Only where whoever changes its user is no longer dumpable: where fs.suid_dumpable is not 1. */
  readonly losesDumpable?: true;
  readonly expects: {
    /** The error of the pull; '' where it is allowed. */
    readonly pull: '' | 'EPERM' | 'ESRCH' | 'ENOSYS';
    readonly cause: Cause;
  };
  /** One thing is different, and the pull must then come out differently: so the row can fail. */
  readonly twin: { readonly changes: string } & Partial<
    Pick<Permission, keyof SetUp | 'reach' | 'container'>
  >;
}
