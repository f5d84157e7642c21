// SPDX-License-Identifier: Apache-2.0
// Rows about users, the mark "dumpable", and capabilities (ptrace(2), "Ptrace access mode checking").

import type { Permission } from '../permission.ts';
import { another, anyTracer, nobody, ordinary, withCapability } from './users.ts';

const dropsRoot = `set-user ${String(nobody)}`;
const allowed = { pull: '', cause: 'allowed' } as const;

export const identityRows: readonly Permission[] = [
  {
    id: 'same-user',
    situation: 'Two programs of one ordinary user.',
    donor: ordinary,
    receiver: ordinary,
    expects: allowed,
    twin: { changes: 'The donor is not dumpable.', donor: [...ordinary, 'dumpable 0'] },
  },
  {
    id: 'not-dumpable',
    situation: 'The donor has made itself not dumpable, as programs with secrets do.',
    donor: [...ordinary, 'dumpable 0'],
    receiver: ordinary,
    expects: { pull: 'EPERM', cause: 'not-dumpable' },
    twin: { changes: 'It makes itself dumpable again.', donor: [...ordinary, 'dumpable 0', 'dumpable 1'] },
  },
  {
    id: 'dropped-root',
    situation: 'The donor started as root and became the receiver’s user without exec.',
    donor: [dropsRoot],
    receiver: ordinary,
    losesDumpable: true,
    expects: { pull: 'EPERM', cause: 'not-dumpable' },
    twin: { changes: 'It starts its program again afterwards.', donor: [dropsRoot, 'exec', anyTracer] },
  },
  {
    id: 'dropped-root-dumpable',
    situation:
      'The donor became the receiver’s user without exec, and made itself dumpable (PR_SET_DUMPABLE 1).',
    donor: [dropsRoot, 'dumpable 1', anyTracer],
    receiver: ordinary,
    losesDumpable: true,
    expects: allowed,
    twin: { changes: 'It does not.', donor: [dropsRoot] },
  },
  {
    id: 'dropped-root-exec',
    situation:
      'The donor became the receiver’s user, then started its program (exec), as service managers do.',
    donor: [dropsRoot, 'exec', anyTracer],
    receiver: ordinary,
    expects: allowed,
    twin: { changes: 'Another user.', donor: [`set-user ${String(another)}`, 'exec'] },
  },
  {
    id: 'kept-capability',
    situation: 'The donor is the receiver’s user and dumpable, but kept CAP_NET_BIND_SERVICE.',
    donor: [...withCapability('net_bind_service'), 'dumpable 1'],
    receiver: ordinary,
    expects: { pull: 'EPERM', cause: 'more-capabilities' },
    twin: { changes: 'It kept none.', donor: [...withCapability('none'), 'dumpable 1', anyTracer] },
  },
  {
    id: 'covered-capability',
    situation: 'Donor and receiver are one user, and both kept CAP_NET_BIND_SERVICE.',
    donor: [...withCapability('net_bind_service'), 'dumpable 1', anyTracer],
    receiver: withCapability('net_bind_service'),
    expects: allowed,
    twin: { changes: 'The receiver kept none.', receiver: withCapability('none') },
  },
  {
    id: 'other-user',
    situation: 'Donor and receiver are two ordinary users.',
    donor: [`set-user ${String(another)}`, 'exec'],
    receiver: ordinary,
    expects: { pull: 'EPERM', cause: 'other-user' },
    twin: { changes: 'The donor is the receiver’s user.', donor: [dropsRoot, 'exec', anyTracer] },
  },
  {
    id: 'saved-root',
    situation: 'The donor is the receiver’s user only for a while: its saved id is still root’s.',
    donor: [`set-user ${String(nobody)} saved=0`, 'dumpable 1'],
    receiver: ordinary,
    expects: { pull: 'EPERM', cause: 'other-user' },
    twin: { changes: 'For good.', donor: [dropsRoot, 'dumpable 1', anyTracer] },
  },
  {
    id: 'receiver-with-ptrace',
    situation: 'Two users; the receiver has CAP_SYS_PTRACE.',
    donor: [`set-user ${String(another)}`, 'exec'],
    receiver: withCapability('sys_ptrace'),
    expects: allowed,
    twin: { changes: 'It has CAP_NET_BIND_SERVICE.', receiver: withCapability('net_bind_service') },
  },
  {
    id: 'receiver-with-ptrace-not-dumpable',
    situation: 'Two users, and the donor is not dumpable; the receiver has CAP_SYS_PTRACE.',
    donor: [`set-user ${String(another)}`, 'dumpable 0'],
    receiver: withCapability('sys_ptrace'),
    expects: allowed,
    twin: { changes: 'It has no capability.', receiver: withCapability('none') },
  },
  {
    id: 'oneself',
    situation: 'The receiver pulls from itself, and is not dumpable: the kernel never refuses that.',
    donor: ordinary,
    receiver: [...ordinary, 'dumpable 0'],
    reach: 'self',
    expects: allowed,
    twin: { changes: 'A filter refuses it.', receiver: [...ordinary, 'filter pidfd_getfd EPERM'] },
  },
];
