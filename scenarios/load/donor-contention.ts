// SPDX-License-Identifier: Apache-2.0
// What pulls take from a donor that makes no call for them: a thread of it opens and closes descriptors in the table that
// they look into.

import type { LaunchScenario } from '../scenario.ts';

export const donorContention: LaunchScenario = {
  id: 'donor-contention',
  class: 'launches',
  question: 'Does a donor that opens and closes descriptors become slower while it is pulled from?',
  notes: [
    'Timed is a round of the donor’s own thread: dup(2) and close(2).',
    'It is pulled from 200 times a second, or as fast as one receiver on another CPU can.',
    'A CPU beside it that works also takes cache, and heat: that is not told apart from what the pulls themselves take.',
    'The floor is asked 200 times a second; it is here as the canary.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'donor-round',
    includes: ['dup(2) and close(2) in the donor', 'waiting for what pulls lock or take from its cache'],
    excludes: ['any call that a transfer needs: a pull of a known number needs none of the donor'],
  },
  selects: 'uses-pidfd',
  variants: [
    { label: '200 a second', parameters: { arrivals: 'constant', ratePerSecond: 200, transfers: 40 } },
    { label: 'without a pause', parameters: { transfers: 10_000 } },
  ],
  fixed: {
    kind: 'memfd',
    batch: 1,
    initiator: 'receiver',
    numbers: 'known',
    donorThreads: 1,
    threadsDo: 'open-close',
    warmup: 10,
  },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 12, quick: 0 } },
  onlyInFull: true,
};
