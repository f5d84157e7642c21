// SPDX-License-Identifier: Apache-2.0
// A donor that is ready to give and gets no CPU: beside a process that never sleeps, or less important than it. The receiver
// asks, and waits.

import type { LaunchScenario } from '../scenario.ts';
import { dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

export const starvedDonor: LaunchScenario = {
  id: 'starved-donor',
  class: 'launches',
  question: 'What does a transfer cost when the donor must be asked and gets little CPU time?',
  notes: [
    'Transfers are due at random instants, and timed from when they are due: a late one counts as late.',
    'The hog is on the donor’s CPU and never sleeps; the receiver has its CPU to itself.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [
    { label: 'alone', parameters: {} },
    { label: 'hog beside', parameters: { machineLoad: 'hog-donor' } },
    { label: 'hog beside, donor nice 19', parameters: { machineLoad: 'hog-donor', donorNice: 19 } },
  ],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1 },
  compares: 'variants',
  onlyInFull: true,
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
};
