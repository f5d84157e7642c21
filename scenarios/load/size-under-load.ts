// SPDX-License-Identifier: Apache-2.0
// A whole set of listeners from a donor that is busy: what a deployment of a proxy with many ports asks for.

import type { LaunchScenario } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

const { parameters } = busy(80);

export const sizeUnderLoad: LaunchScenario = {
  id: 'size-under-load',
  class: 'launches',
  question: 'What does a batch of listeners cost when the donor is 80 % busy?',
  notes: [
    '1,000 listeners take four messages; the donor sends them without looking at its requests in between.',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [{ label: '', parameters: {} }],
  fixed: { ...dueAtRandom, ...parameters, kind: 'tcp_listener', ratePerSecond: 50 },
  axis: {
    parameter: 'batch',
    values: [1, 64, 1000],
    transfersFor: [
      { upTo: 64, warmup: 5, transfers: 50 },
      { upTo: 1000, warmup: 2, transfers: 20 },
    ],
    growsFrom: 1,
  },
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
