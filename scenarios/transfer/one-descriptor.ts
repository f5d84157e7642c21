// SPDX-License-Identifier: Apache-2.0
// The headline: one listening socket, announced, both processes running and warm.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const oneDescriptor: LaunchScenario = {
  id: 'one-descriptor',
  class: 'launches',
  question: 'What does it cost to hand over one listening socket?',
  notes: [
    'Both mechanisms send the same message; pull needs it to learn the number.',
    'The wake-up of the receiver is part of the interval: placement matters more than mechanism.',
    '1,000 transfers are recorded in each launch, so that ten samples lie beyond p99.',
  ],
  interval: oneWay,
  selects: 'moves-descriptors',
  declared: true,
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'tcp_listener', batch: 1, warmup: 100, transfers: 1000 },
  blocks: {
    'same-cpu': { full: 30, quick: 10 },
    'cross-cpu': { full: 60, quick: 10 },
    unpinned: { full: 30, quick: 10 },
  },
};
