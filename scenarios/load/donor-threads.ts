// SPDX-License-Identifier: Apache-2.0
// A donor with many threads: its descriptor table is shared, so each look into it takes a reference.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from '../transfer/intervals.ts';

export const donorThreads: LaunchScenario = {
  id: 'donor-threads',
  class: 'launches',
  question: 'Does a transfer cost more when the donor has many threads?',
  notes: ['The threads sleep; what busy ones do is in busy-threads.'],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'tcp_listener', batch: 1 },
  axis: {
    parameter: 'donorThreads',
    values: [1, 8, 64, 1000],
    transfersFor: [{ upTo: 1000, warmup: 50, transfers: 300 }],
    growsFrom: 1,
  },
  blocks: { 'same-cpu': { full: 15, quick: 0 } },
  onlyInFull: true,
};
