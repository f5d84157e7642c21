// SPDX-License-Identifier: Apache-2.0
// Kinds of descriptors from a donor that is busy: is it the kind, or the loop, that a transfer waits for?

import type { LaunchScenario, Variant } from '../scenario.ts';
import { busy, dueAtRandom } from './donor-work.ts';
import { asked } from './intervals.ts';

const kinds: readonly Variant[] = ['tcp_listener', 'udp', 'tcp_connected', 'memfd'].map((kind) => ({
  label: kind,
  parameters: { kind },
}));

export const kindsUnderLoad: LaunchScenario = {
  id: 'kinds-under-load',
  class: 'launches',
  question: 'Does the kind of descriptor matter when the donor is 80 % busy?',
  notes: ['Sixteen descriptors of a kind in one message.'],
  interval: asked,
  selects: 'moves-descriptors',
  variants: kinds,
  fixed: { ...dueAtRandom, ...busy(80).parameters, batch: 16, warmup: 5, transfers: 60 },
  blocks: { 'cross-cpu': { full: 10, quick: 0 } },
  onlyInFull: true,
};
