// SPDX-License-Identifier: Apache-2.0
// A pull of a known number from a donor that serves requests: nobody asks it, so nobody waits for its loop.

import type { LaunchScenario, Variant } from '../scenario.ts';
import { busyVariants, dueAtRandom } from './donor-work.ts';
import { unasked } from './intervals.ts';

/** In between nothing else happens: the donor is not asked. */
const isFirstOrWorst = ({ parameters }: Variant): boolean =>
  parameters.utilisationPercent === undefined ||
  parameters.utilisationPercent >= 95 ||
  parameters.service === 'heavy-tailed';

export const busyDonorUnasked: LaunchScenario = {
  id: 'busy-donor-unasked',
  class: 'launches',
  question: 'Does a pull of a known number notice that the donor is busy?',
  notes: [
    'The receiver knows the number: no message. This interval is not the one of busy-donor.',
    'The floor still asks, and waits: it is here as the canary, not for comparison.',
  ],
  interval: unasked,
  selects: 'uses-pidfd',
  variants: busyVariants.filter(isFirstOrWorst).map(({ label, parameters }) => ({
    label,
    parameters: { ...parameters, numbers: 'known' as const },
  })),
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1 },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 20, quick: 0 } },
};
