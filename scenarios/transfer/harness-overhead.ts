// SPDX-License-Identifier: Apache-2.0
// What our own harness adds: the same launch started by Node, and by a plain C program.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const harnessOverhead: LaunchScenario = {
  id: 'harness-overhead',
  class: 'launches',
  question: 'Does it change the numbers that Node starts the two processes?',
  notes: ['A ratio of 1 within its interval means that the harness adds nothing.'],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [
    { label: 'by plain C', parameters: {}, launchedBy: 'launch' },
    { label: 'by Node', parameters: {}, launchedBy: 'node' },
  ],
  fixed: { kind: 'tcp_listener', batch: 1, warmup: 100, transfers: 500 },
  compares: 'variants',
  blocks: { 'same-cpu': { full: 30, quick: 5 } },
};
