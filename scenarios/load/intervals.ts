// SPDX-License-Identifier: Apache-2.0
// Intervals that begin when a transfer is due at the receiver.

import type { Interval } from '../scenario.ts';

export const asked: Interval = {
  first: 'due',
  last: 'holding',
  measure: 'per-transfer',
  includes: [
    'a late begin (the transfer before was not over, or the generator woke late)',
    'asking: sendmsg, the wake-up of a sleeping donor',
    'the donor’s loop, until it looks at its channel',
    'sendmsg, the wake-up of the receiver, recvmsg',
    'pidfd_getfd (pull only)',
  ],
  excludes: ['pidfd_open', 'the acknowledgement', 'checking the descriptors', 'close'],
};

/** Nothing queues where nobody is asked: from its own start. */
export const unasked: Interval = {
  first: 'start',
  last: 'holding',
  measure: 'per-transfer',
  includes: ['pidfd_getfd'],
  excludes: ['pidfd_open', 'any message', 'any wake-up', 'checking the descriptors', 'close'],
};
