// SPDX-License-Identifier: Apache-2.0
// Rows about Yama, which Debian and Ubuntu build in (Documentation/admin-guide/LSM/Yama.rst). The scope is the whole
// machine's, and cannot be lowered from 3: only the rows of the current one are played.

import type { Permission } from '../permission.ts';
import { nobody, ordinary, withCapability } from './users.ts';

const plain = [`be-ordinary ${String(nobody)}`, 'exec'];
const allowed = { pull: '', cause: 'allowed' } as const;

export const yamaRows: readonly Permission[] = [
  {
    id: 'yama-sibling',
    situation: 'Yama 1; neither has started the other.',
    donor: plain,
    receiver: plain,
    yama: 1,
    expects: { pull: 'EPERM', cause: 'yama-relation' },
    twin: { changes: 'The donor names any as its tracer.', donor: ordinary },
  },
  {
    id: 'yama-descendant',
    situation: 'Yama 1; the receiver has started the donor.',
    donor: plain,
    receiver: plain,
    reach: 'started',
    yama: 1,
    expects: allowed,
    twin: { changes: 'It has not.', reach: 'by-number' },
  },
  {
    id: 'yama-named',
    situation: 'Yama 1; the donor has named the receiver (PR_SET_PTRACER).',
    donor: [...plain, 'set-ptracer {receiver.pid}'],
    receiver: plain,
    yama: 1,
    expects: allowed,
    twin: { changes: 'It names nobody.', donor: plain },
  },
  {
    id: 'yama-admin',
    situation: 'Yama 2; two programs of one user.',
    donor: plain,
    receiver: plain,
    yama: 2,
    expects: { pull: 'EPERM', cause: 'yama-admin' },
    twin: { changes: 'The receiver has CAP_SYS_PTRACE.', receiver: withCapability('sys_ptrace') },
  },
  {
    id: 'yama-never',
    situation: 'Yama 3; the receiver has CAP_SYS_PTRACE.',
    donor: plain,
    receiver: withCapability('sys_ptrace'),
    yama: 3,
    expects: { pull: 'EPERM', cause: 'yama-never' },
    twin: { changes: 'It pulls from itself.', reach: 'self' },
  },
];
