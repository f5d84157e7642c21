// SPDX-License-Identifier: Apache-2.0
// Pull without an announcement: the receiver knows the numbers already. No message, no wake-up: this
// interval is not the one of the other scenarios, and its numbers do not belong beside theirs.

import type { LaunchScenario } from '../scenario.ts';

export const numbersKnown: LaunchScenario = {
  id: 'numbers-known',
  class: 'launches',
  question: 'What is left of the cost when the receiver already knows the descriptor numbers?',
  notes: [
    'Each sample is 16 pulls: one alone is too short for the clock.',
    'The floor still sends its message; it is here as the canary, not for comparison.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-transfer',
    includes: ['16 times pidfd_getfd'],
    excludes: ['pidfd_open', 'any message', 'any wake-up', 'checking the descriptors', 'close'],
  },
  selects: 'uses-pidfd',
  variants: [{ label: 'numbers known', parameters: { numbers: 'known' } }],
  fixed: { kind: 'memfd', batch: 16, warmup: 50, transfers: 300 },
  floorIsCanaryOnly: true,
  blocks: { 'same-cpu': { full: 30, quick: 10 } },
};
