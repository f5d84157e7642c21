// SPDX-License-Identifier: Apache-2.0
// The intervals that several scenarios share, so that equal words mean equal stopwatches.

import type { Interval } from '../scenario.ts';

/** From before the donor's first send until the receiver owns the last descriptor. */
export const oneWay: Interval = {
  first: 'start',
  last: 'holding',
  measure: 'per-transfer',
  includes: ['sendmsg', 'the wake-up of the receiver', 'recvmsg', 'pidfd_getfd (pull only)'],
  excludes: [
    'pidfd_open (unless a variant says otherwise)',
    'the acknowledgement',
    'checking the descriptors',
    'close',
  ],
};

/** A whole stream, from the last descriptor of its warm-up to the last of all, divided by descriptors. */
export const streamed: Interval = {
  first: 'holding',
  last: 'holding',
  measure: 'per-descriptor-streamed',
  includes: [...oneWay.includes, 'waiting for room in the socket buffer', 'close'],
  excludes: [
    'acknowledgements (there are none)',
    'looking at the descriptors (done in the first and the last transfer)',
  ],
};
