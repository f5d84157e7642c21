// SPDX-License-Identifier: Apache-2.0
// Steps that several claims share.

import { mayPull } from '../hazards/may-pull.ts';
import type { Step } from '../play.ts';

/** Where kcmp(2) is not allowed or not there, it cannot be seen whether two descriptions are one. */
export const mayCompare: readonly Step[] = [
  ...mayPull,
  { who: 'receiver', does: 'same-across {donor.pid} 0 #0' },
];

/** The donor's `one` as the receiver's `copy`. */
export const pullsOne: Step = { who: 'receiver', does: 'pull donor {one.fd} copy', as: 'pulled' };
