// SPDX-License-Identifier: Apache-2.0
// The tail of a donor that is nearly always busy: long launches, so that ten samples of each lie beyond its p99.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

export const busyDonorTail: LaunchScenario = {
  id: 'busy-donor-tail',
  class: 'launches',
  question: 'How long is the tail when the donor is 95 % busy, and must be asked?',
  notes: [
    'As busy-donor, with 1,000 transfers a launch.',
    'Transfers cost the donor CPU time, too: 150 a second take it from 95 % to about 97 %.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [busy(95)],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1, ratePerSecond: 150, transfers: 1000 },
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
