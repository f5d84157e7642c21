// SPDX-License-Identifier: Apache-2.0
// How a service can move to a new process, each with what its old process does: names of native/service/arms.c.

import type { HandoverArm } from '../handover-scenario.ts';

export const noHandover: HandoverArm = {
  id: 'no_handover',
  gives: 'no_handover',
  does: 'the control: nothing happens',
};

export const scmRights: HandoverArm = {
  id: 'scm_rights',
  gives: 'scm_rights',
  does: 'the old process sends its listeners through a Unix socket',
};

export const pidfdGetfd: HandoverArm = {
  id: 'pidfd_getfd',
  gives: 'pidfd_getfd',
  does: 'the new process duplicates the listeners that the old one names',
};

export const inheritExec: HandoverArm = {
  id: 'inherit_exec',
  gives: 'inherit_exec',
  does: 'the old process forks and executes the new one, which inherits the listeners',
};

export const reuseport: HandoverArm = {
  id: 'reuseport',
  gives: 'reuseport',
  does: 'the new process binds the same ports (SO_REUSEPORT), then the old one closes',
};

export const reuseportEmptied: HandoverArm = {
  id: 'reuseport_emptied',
  gives: 'reuseport_emptied',
  does: 'as reuseport, but the old process accepts what is queued before it closes',
};

export const reuseportMigrated: HandoverArm = {
  id: 'reuseport_migrated',
  gives: 'reuseport',
  migratesRequests: true,
  does: 'as reuseport, with net.ipv4.tcp_migrate_req = 1',
};

export const closeThenBind: HandoverArm = {
  id: 'close_then_bind',
  gives: 'close_then_bind',
  does: 'the old process closes its listeners, then the new one binds',
};

/** All, the control first. */
export const everyArm: readonly HandoverArm[] = [
  noHandover,
  scmRights,
  pidfdGetfd,
  inheritExec,
  reuseport,
  reuseportEmptied,
  reuseportMigrated,
  closeThenBind,
];
