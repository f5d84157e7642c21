// SPDX-License-Identifier: Apache-2.0
// A donor with many open descriptors, as a proxy with many connections has.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from '../transfer/intervals.ts';

export const tableSize: LaunchScenario = {
  id: 'table-size',
  class: 'launches',
  question: 'Does a transfer cost more when the donor has many open descriptors?',
  notes: [
    'The donor opens /dev/null until so many are open; what it gives away comes after them and has a high number.',
    '19,900 is what a limit of 20,000 leaves beside what a role needs for itself.',
  ],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'tcp_listener', batch: 1 },
  axis: {
    parameter: 'tableSize',
    values: [100, 1000, 5000, 10_000, 19_900],
    transfersFor: [{ upTo: 19_900, warmup: 50, transfers: 300 }],
    growsFrom: 100,
  },
  blocks: { 'same-cpu': { full: 15, quick: 0 } },
  onlyInFull: true,
};
