// SPDX-License-Identifier: Apache-2.0
// A donor that does not run (under a debugger, in a frozen cgroup, on a machine that has no CPU for it), and is asked.

import type { LaunchScenario } from '../scenario.ts';
import { asked } from './intervals.ts';
import { running, stopped } from './stopping.ts';

export const stoppedDonor: LaunchScenario = {
  id: 'stopped-donor',
  class: 'launches',
  question: 'What happens when the donor is stopped, and must be asked?',
  notes: [
    'The donor gets SIGSTOP before the first transfer and SIGCONT after the last.',
    'The receiver waits for 50 ms and then gives the transfer up: it is lost. The answers that come once the donor runs again are checked and closed.',
    'A pull that needs an announcement waits as a push does.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [running, stopped],
  fixed: { kind: 'tcp_listener', batch: 1, initiator: 'receiver', warmup: 0, transfers: 10 },
  compares: 'variants',
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
