// SPDX-License-Identifier: Apache-2.0
// Steps that several claims begin with.

import type { Step } from '../play.ts';

/** Whoever may not pull from the donor at all, or not compare, cannot play the part. Standard input is a number that is there. */
export const receiverMayPull: readonly Step[] = [
  { who: 'receiver', does: 'pidfd-open {donor.pid} handle' },
  { who: 'receiver', does: 'pull handle 0 tried' },
];

export const receiverMayCompare: readonly Step[] = [
  ...receiverMayPull,
  { who: 'receiver', does: 'same-across {donor.pid} 0 tried' },
];

/** The donor's `one` as the receiver's `copy`. */
export const pullsOne: Step = { who: 'receiver', does: 'pull handle {one.fd} copy', as: 'pulled' };
