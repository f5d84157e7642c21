// SPDX-License-Identifier: Apache-2.0
// The tail of pulls of a known number from a donor that is nearly always busy and is not asked.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom, idle } from './donor-work.ts';
import { unasked } from './intervals.ts';

export const busyDonorTailUnasked: LaunchScenario = {
  id: 'busy-donor-tail-unasked',
  class: 'launches',
  question: 'How long is the tail of pulls of a known number when the donor is 95 % busy?',
  notes: [
    'As busy-donor-unasked, with 1,000 transfers a launch, 1,000 a second: they take nothing of the donor’s time.',
    'This interval is not the one of busy-donor-tail: no message, no wake-up. The floor asks an idle donor: it is the canary.',
  ],
  interval: unasked,
  selects: 'uses-pidfd',
  variants: [idle, busy(95)],
  fixed: {
    ...dueAtRandom,
    kind: 'tcp_listener',
    batch: 1,
    numbers: 'known',
    ratePerSecond: 1000,
    transfers: 1000,
  },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
