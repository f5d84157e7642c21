// SPDX-License-Identifier: Apache-2.0
// Pull with a pidfd that is kept, and with one that is opened for each transfer.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const pidfdLife: LaunchScenario = {
  id: 'pidfd-life',
  class: 'launches',
  question: 'What does a fresh pidfd for each transfer add?',
  notes: ['Opening the fresh pidfd lies inside the interval, closing it outside, as for every descriptor.'],
  interval: {
    ...oneWay,
    includes: [...oneWay.includes, 'pidfd_open (fresh pidfd only)'],
    excludes: [
      'pidfd_open (cached pidfd)',
      'the acknowledgement',
      'checking the descriptor',
      'close of the descriptor and of the pidfd',
    ],
  },
  selects: 'uses-pidfd',
  variants: [
    { label: 'cached pidfd', parameters: { pidfdLife: 'launch' } },
    { label: 'fresh pidfd', parameters: { pidfdLife: 'transfer' } },
  ],
  fixed: { kind: 'tcp_listener', batch: 1, warmup: 50, transfers: 400 },
  compares: 'variants',
  blocks: { 'same-cpu': { full: 30, quick: 10 }, 'cross-cpu': { full: 30, quick: 0 } },
};
