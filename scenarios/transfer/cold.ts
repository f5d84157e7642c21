// SPDX-License-Identifier: Apache-2.0
// What a deployment sees: two processes that have never met, and a single transfer.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const cold: LaunchScenario = {
  id: 'cold',
  class: 'launches',
  question: 'What does the first transfer between two fresh processes cost, from connecting on?',
  notes: [
    'One sample a launch and no warm-up: percentiles are over launches.',
    'The receiver connects to the donor\u2019s socket file and, for pull, obtains a pidfd; both are inside.',
  ],
  interval: {
    ...oneWay,
    includes: ['connect', 'obtaining the pidfd (pull only)', ...oneWay.includes],
    excludes: ['the acknowledgement', 'checking the descriptor', 'close'],
  },
  selects: 'moves-descriptors',
  variants: [
    { label: '', parameters: {} },
    { label: 'peer pidfd', parameters: { pidfdSource: 'peer' }, selects: 'uses-pidfd' },
  ],
  fixed: { kind: 'tcp_listener', batch: 1, meet: 'path', warmup: 0, transfers: 1 },
  blocks: { 'same-cpu': { full: 100, quick: 20 }, 'cross-cpu': { full: 100, quick: 20 } },
};
