// SPDX-License-Identifier: Apache-2.0
// A pull of a known number from a donor that serves requests: nobody asks it, so nobody waits for its loop.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom, idle } from './donor-work.ts';
import { unasked } from './intervals.ts';

export const busyDonorUnasked: LaunchScenario = {
  id: 'busy-donor-unasked',
  class: 'launches',
  question: 'Does a pull of a known number notice that the donor is busy?',
  notes: [
    'The receiver knows the number: no message. This interval is not the one of busy-donor.',
    'The floor still asks, and waits: it is here as the canary, not for comparison.',
  ],
  interval: unasked,
  selects: 'uses-pidfd',
  // In between nothing else happens: nobody asks the donor.
  variants: [idle, busy(95), busy(80, 'heavy-tailed')],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1, numbers: 'known' },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 20, quick: 0 } },
  onlyInFull: true,
};
