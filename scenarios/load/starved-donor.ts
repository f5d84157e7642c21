// SPDX-License-Identifier: Apache-2.0
// A donor that is ready to give and gets no CPU: beside a process that never sleeps, less important than it, or held to
// a quota. The receiver asks, and waits.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

/** A transfer takes the donor so little time that a fifth of a CPU is plenty; with this work it is hardly enough. */
const nearQuota = busy(15);

export const starvedDonor: LaunchScenario = {
  id: 'starved-donor',
  class: 'launches',
  question: 'What does a transfer cost when the donor must be asked and gets little CPU time?',
  notes: [
    'Transfers are due at random instants, and timed from when they are due: a late one counts as late.',
    'The hog is on the donor’s CPU and never sleeps; the receiver has its CPU to itself.',
    'Throttled: a cgroup in which the donor may run for 4 ms in every 20 ms. It has work of its own then, since transfers alone never reach that quota: compare it with the same work unthrottled.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [
    { label: 'alone', parameters: {} },
    { label: 'hog beside', parameters: { machineLoad: 'hog-donor' } },
    { label: 'hog beside, donor nice 19', parameters: { machineLoad: 'hog-donor', donorNice: 19 } },
    nearQuota,
    {
      label: `${nearQuota.label}, throttled`,
      parameters: { ...nearQuota.parameters, machineLoad: 'throttled-donor' },
    },
  ],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1 },
  compares: 'variants',
  onlyInFull: true,
  blocks: { 'cross-cpu': { full: 15, quick: 0 } },
};
