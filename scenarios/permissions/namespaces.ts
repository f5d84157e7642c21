// SPDX-License-Identifier: Apache-2.0
// Rows about namespaces, as containers have them (user_namespaces(7), pid_namespaces(7)).

import type { Permission } from '../permission.ts';
import { nobody, ordinary } from './users.ts';

/** The pidfd is passed on by name; whoever may make a pid namespace is root. */
const intoPidNamespace = ['own-namespaces pid', `set-user ${String(nobody)}`, 'exec donor'];

export const namespaceRows: readonly Permission[] = [
  {
    id: 'user-namespace',
    situation: 'The receiver is the donor’s user, in a user namespace of its own.',
    donor: ordinary,
    receiver: [...ordinary, 'own-namespaces user'],
    expects: { pull: 'EPERM', cause: 'other-user-namespace' },
    twin: { changes: 'It is in the donor’s.', receiver: ordinary },
  },
  {
    id: 'pid-namespace-number',
    situation: 'The receiver is in a pid namespace of its own, and knows the donor’s number outside of it.',
    donor: ordinary,
    receiver: [...ordinary, 'own-namespaces user pid'],
    reach: 'in-vain',
    expects: { pull: 'ESRCH', cause: 'no-such-process' },
    twin: { changes: 'It is in the donor’s.', receiver: ordinary },
  },
  {
    id: 'pid-namespace-pidfd',
    situation: 'The receiver is in a pid namespace of its own, and has a pidfd of the donor.',
    donor: ordinary,
    receiver: intoPidNamespace,
    reach: 'before',
    expects: { pull: '', cause: 'allowed' },
    twin: { changes: 'The donor is not dumpable.', donor: [...ordinary, 'dumpable 0'] },
  },
];
