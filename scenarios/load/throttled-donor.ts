// SPDX-License-Identifier: Apache-2.0
// A donor in a cgroup with a CPU quota that its own work hardly fits into, as in many a container. Compared with the
// same work without the quota.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

/** A transfer takes the donor so little time that a fifth of a CPU is plenty; with this work it is hardly enough. */
const nearQuota = busy(15);

export const throttledDonor: LaunchScenario = {
  id: 'throttled-donor',
  class: 'launches',
  question: 'What does a CPU quota on a donor that is 15 % busy cost a transfer that must be asked for?',
  notes: [
    'Throttled: a cgroup in which the donor may run for 4 ms in every 20 ms.',
    'Whether the quota was reached in a launch is not recorded.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [
    nearQuota,
    {
      label: `${nearQuota.label}, throttled`,
      parameters: { ...nearQuota.parameters, machineLoad: 'throttled-donor' },
    },
  ],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1 },
  compares: 'variants',
  onlyInFull: true,
  blocks: { 'cross-cpu': { full: 12, quick: 0 } },
};
