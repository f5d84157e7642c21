// SPDX-License-Identifier: Apache-2.0
// How cost grows with the number of descriptors, and from which number on which mechanism is cheaper.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const batch: LaunchScenario = {
  id: 'batch',
  class: 'launches',
  question: 'From how many descriptors on is one mechanism cheaper than the other?',
  notes: [
    'Descriptors are memfds: each has an inode of its own, so the oracle tells all of them apart.',
    'A message carries at most 252; 253 is the first batch that needs two.',
    'Large batches are transferred less often in each launch.',
  ],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'memfd' },
  axis: {
    parameter: 'batch',
    values: [1, 2, 4, 8, 16, 64, 252, 253, 1024, 4096, 10_000],
    quickValues: [1, 2, 4, 8, 16, 64, 253],
    growsFrom: 64,
    transfersFor: [
      { upTo: 16, warmup: 50, transfers: 300 },
      { upTo: 64, warmup: 30, transfers: 200 },
      { upTo: 253, warmup: 20, transfers: 100 },
      { upTo: 1024, warmup: 5, transfers: 40 },
      { upTo: 4096, warmup: 3, transfers: 15 },
      { upTo: 10_000, warmup: 2, transfers: 8 },
    ],
  },
  blocks: { 'same-cpu': { full: 20, quick: 10 }, 'cross-cpu': { full: 20, quick: 0 } },
  findsCrossover: true,
};
