// SPDX-License-Identifier: Apache-2.0
// The question of the article's claim: who loses connections when a service is replaced, and how many?

import type { HandoverScenario } from '../handover-scenario.ts';
import { everyArm } from './arms.ts';
import { usualHandover } from './parameters.ts';

export const handoverRates: HandoverScenario = {
  id: 'handover-rates',
  class: 'handovers',
  question: 'How many connections does a handover lose or delay, at how many new ones a second?',
  notes: [
    'Old and new process share a CPU, the clients have another. A rate that the clients’ CPU does not carry is told as what was begun.',
    'A request takes no time of its own here: the old process’s queue is as short as it can be, and what closing it loses as well.',
  ],
  clients: 'connections',
  arms: everyArm,
  fixed: usualHandover,
  axis: { parameter: 'ratePerSecond', values: [1000, 5000, 10_000, 30_000], quickValues: [5000] },
  blocks: { full: 11, quick: 2 },
  onlyInFull: true,
};
