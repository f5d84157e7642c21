// SPDX-License-Identifier: Apache-2.0
// What a careful protocol costs: an acknowledgement for each message instead of one at the end.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const acknowledge: LaunchScenario = {
  id: 'acknowledge',
  class: 'launches',
  question: 'What does it cost to have every message of a large batch acknowledged?',
  notes: ['1,024 descriptors in five messages; the receiver acknowledges the transfer, or each message.'],
  interval: {
    ...oneWay,
    includes: [...oneWay.includes, 'acknowledgements of all messages but the last (each message only)'],
  },
  selects: 'moves-descriptors',
  variants: [
    { label: 'per transfer', parameters: { acknowledge: 'transfer' } },
    { label: 'each message', parameters: { acknowledge: 'message' } },
  ],
  fixed: { kind: 'memfd', batch: 1024, warmup: 5, transfers: 40 },
  compares: 'variants',
  blocks: { 'same-cpu': { full: 20, quick: 3 }, 'cross-cpu': { full: 20, quick: 0 } },
};
