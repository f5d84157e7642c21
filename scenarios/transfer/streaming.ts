// SPDX-License-Identifier: Apache-2.0
// Nobody waits for anybody: the donor sends on, and only the socket's buffer holds it back.

import type { LaunchScenario } from '../scenario.ts';
import { streamed } from './intervals.ts';

export const streaming: LaunchScenario = {
  id: 'streaming',
  class: 'launches',
  question: 'What does a descriptor cost in a stream without acknowledgements?',
  notes: [
    'Time of the whole stream divided by its descriptors: one number a launch.',
    'With many in flight an unprivileged donor meets the limit of descriptors in flight.',
  ],
  interval: streamed,
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { kind: 'memfd', acknowledge: 'none' },
  axis: {
    parameter: 'batch',
    values: [1, 252],
    transfersFor: [
      { upTo: 1, warmup: 500, transfers: 5000 },
      { upTo: 252, warmup: 30, transfers: 300 },
    ],
  },
  blocks: { 'same-cpu': { full: 20, quick: 5 }, 'cross-cpu': { full: 20, quick: 5 } },
};
