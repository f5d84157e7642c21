// SPDX-License-Identifier: Apache-2.0
// A pull of a known number from a donor that does not run: nobody asks it.

import type { LaunchScenario } from '../scenario.ts';
import { unasked } from './intervals.ts';
import { running, stopped } from './stopping.ts';

export const stoppedDonorUnasked: LaunchScenario = {
  id: 'stopped-donor-unasked',
  class: 'launches',
  question: 'Can a known number be pulled out of a stopped donor, and what does it cost?',
  notes: [
    'This interval is not the one of stopped-donor: no message, no wake-up.',
    'The floor still asks, a donor that runs: it is here as the canary, not for comparison.',
  ],
  interval: unasked,
  selects: 'uses-pidfd',
  variants: [running, stopped],
  fixed: {
    kind: 'tcp_listener',
    batch: 1,
    initiator: 'receiver',
    numbers: 'known',
    warmup: 0,
    transfers: 10,
  },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
