// SPDX-License-Identifier: Apache-2.0
// How many descriptors a second the machine can move, and from how many pairs on it moves no more.

import type { LaunchScenario } from '../scenario.ts';

export const capacity: LaunchScenario = {
  id: 'capacity',
  class: 'launches',
  question: 'How many descriptors a second can be handed over, and what stops it from being more?',
  notes: [
    'Each pair is a process that gives and one that asks again as soon as it has checked and closed what it got.',
    'All pairs begin together and end 400 ms later; counted is what all of them move while all are at work.',
    'CPU time and context switches are of the whole loop, with asking, acknowledging, checking and closing. User and system time are told apart by the kernel’s clock ticks: only where each role had ten of them.',
  ],
  interval: {
    first: 'holding',
    last: 'holding',
    measure: 'per-descriptor-of-all-pairs',
    includes: [
      'asking, sendmsg, recvmsg',
      'pidfd_getfd (pull only)',
      'every wake-up',
      'the acknowledgement',
      'checking the descriptors',
      'close',
    ],
    excludes: ['starting the processes', 'pidfd_open', 'warm-up'],
  },
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'memfd', batch: 1, initiator: 'receiver', forMs: 400 },
  axis: {
    parameter: 'pairs',
    values: [1, 2, 4, 8, 16, 64],
    transfersFor: [
      { upTo: 1, warmup: 50, transfers: 20_000 },
      { upTo: 2, warmup: 50, transfers: 15_000 },
      { upTo: 4, warmup: 30, transfers: 8000 },
      { upTo: 8, warmup: 20, transfers: 5000 },
      { upTo: 16, warmup: 10, transfers: 3000 },
      { upTo: 64, warmup: 4, transfers: 1000 },
    ],
    growsFrom: 1,
  },
  blocks: { 'cross-cpu': { full: 12, quick: 0 } },
  onlyInFull: true,
};
