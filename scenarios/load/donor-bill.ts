// SPDX-License-Identifier: Apache-2.0
// What a transfer takes from the donor: time that its own requests do not get.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';

export const donorBill: LaunchScenario = {
  id: 'donor-bill',
  class: 'launches',
  question: 'For how long does sending one transfer keep the donor from its own work?',
  notes: [
    'CPU time of the donor’s thread from having read the question to its last send; for the acknowledgement it does not wait.',
    'The floor sends the same bytes: what it costs is the message, what a push costs beyond it is the descriptors.',
    'A pull of a known number is not in this table: the donor makes no call for it. What it takes by contention is in donor-contention.',
  ],
  interval: {
    first: 'start',
    last: 'sent',
    measure: 'donor-cpu',
    includes: ['sendmsg, once a message', 'a wake-up of the receiver'],
    excludes: [
      'reading the question and the acknowledgement, the same for all',
      'waiting',
      'anything of the receiver',
    ],
  },
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { ...dueAtRandom, ...busy(50).parameters, kind: 'memfd', ratePerSecond: 50 },
  axis: {
    parameter: 'batch',
    values: [1, 16, 64, 252, 1000],
    transfersFor: [{ upTo: 1000, warmup: 2, transfers: 30 }],
    growsFrom: 16,
  },
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
