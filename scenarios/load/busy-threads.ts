// SPDX-License-Identifier: Apache-2.0
// The donor's own threads keep its CPU: whoever needs its answer waits until the scheduler comes to the thread that gives.

import type { LaunchScenario } from '../scenario.ts';
import { idle } from './donor-work.ts';
import { asked } from './intervals.ts';
import { allocate, openAndClose } from './threads-at-work.ts';

export const busyThreads: LaunchScenario = {
  id: 'busy-threads',
  class: 'launches',
  question:
    'What does a transfer cost when 64 other threads of the donor keep its CPU busy, and it must be asked?',
  notes: [
    'All threads of the donor share its CPU; the receiver is on another one.',
    'A transfer has a second; what nobody answered by then is lost.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [idle, openAndClose, allocate],
  fixed: {
    kind: 'tcp_listener',
    batch: 1,
    initiator: 'receiver',
    warmup: 2,
    transfers: 20,
    patienceMs: 1000,
  },
  compares: 'variants',
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
