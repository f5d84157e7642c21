// SPDX-License-Identifier: Apache-2.0
// Who gives and takes: both mechanisms, each without care and with all of it.

import type { SilentArm } from '../silent-scenario.ts';

export const silentArms: readonly SilentArm[] = [
  {
    id: 'naive push',
    care: 'naive',
    mechanism: 'scm_rights',
    does: 'SCM_RIGHTS, sent under the donor’s lock; the receiver does not look at MSG_CTRUNC and does not ask for close-on-exec',
  },
  {
    id: 'naive pull',
    care: 'naive',
    mechanism: 'pidfd_getfd',
    does: 'the numbers, sent under the donor’s lock; the receiver pulls each and leaves out what fails',
  },
  {
    id: 'safe push',
    care: 'safe',
    mechanism: 'scm_rights',
    does: 'the safe transfer by SCM_RIGHTS: duplicates are held until they are acknowledged, everything is checked',
  },
  {
    id: 'safe pull',
    care: 'safe',
    mechanism: 'pidfd_getfd',
    does: 'the safe transfer by pidfd_getfd: duplicates are held until they are acknowledged, everything is checked',
  },
];
