// SPDX-License-Identifier: Apache-2.0
// Rows about seccomp filters: Docker's rule by a filter of our own, and the profiles in real containers.

import type { Permission } from '../permission.ts';
import { anyTracer, nobody, ordinary, withCapability } from './users.ts';

const dockerRule = 'filter pidfd_getfd EPERM unless-ptrace';
const allowed = { pull: '', cause: 'allowed' } as const;
const refused = { pull: 'EPERM', cause: 'filtered' } as const;

/** In a container they are root, and equals. */
const asStarted = { donor: [anyTracer], receiver: [] };

export const filterRows: readonly Permission[] = [
  {
    id: 'docker-rule',
    situation: 'A filter refuses the receiver pidfd_getfd, as Docker’s does without CAP_SYS_PTRACE.',
    donor: ordinary,
    receiver: [...ordinary, dockerRule],
    expects: refused,
    twin: { changes: 'Without the filter.', receiver: ordinary },
  },
  {
    id: 'docker-rule-ptrace',
    situation: 'The same filter as Docker’s, and the receiver has CAP_SYS_PTRACE.',
    donor: ordinary,
    receiver: [...withCapability('sys_ptrace'), dockerRule],
    expects: allowed,
    twin: {
      changes: 'It has CAP_NET_BIND_SERVICE.',
      receiver: [...withCapability('net_bind_service'), dockerRule],
    },
  },
  {
    id: 'filter-enosys',
    situation:
      'A filter pretends that the kernel has no pidfd_getfd, as runc does for a call that is newer than its profile.',
    donor: ordinary,
    receiver: [...ordinary, 'filter pidfd_getfd ENOSYS'],
    expects: { pull: 'ENOSYS', cause: 'no-call' },
    twin: { changes: 'It refuses with EPERM.', receiver: [...ordinary, 'filter pidfd_getfd EPERM'] },
  },
  {
    id: 'filter-open',
    situation: 'A filter refuses the receiver pidfd_open.',
    donor: ordinary,
    receiver: [...ordinary, 'filter pidfd_open EPERM'],
    reach: 'in-vain',
    expects: refused,
    twin: { changes: 'Without the filter.', receiver: ordinary },
  },
  {
    id: 'podman-default',
    situation: 'Both in one podman container, with podman’s own profile.',
    ...asStarted,
    container: { profile: 'default', capabilities: [] },
    expects: allowed,
    twin: {
      changes: 'The receiver is an ordinary user.',
      receiver: [`set-user ${String(nobody)}`],
    },
  },
  {
    id: 'docker-profile',
    situation: 'Both in one container, with the profile file that Docker uses.',
    ...asStarted,
    container: { profile: 'docker', capabilities: [] },
    expects: refused,
    twin: {
      changes: 'The container has CAP_SYS_PTRACE.',
      container: { profile: 'docker', capabilities: ['SYS_PTRACE'] },
    },
  },
  {
    id: 'docker-profile-ptrace',
    situation: 'Both in one container, with the profile file that Docker uses and CAP_SYS_PTRACE.',
    ...asStarted,
    container: { profile: 'docker', capabilities: ['SYS_PTRACE'] },
    expects: allowed,
    twin: {
      changes: 'Without the capability.',
      container: { profile: 'docker', capabilities: [] },
    },
  },
];
