// SPDX-License-Identifier: Apache-2.0
// The type of the AF_UNIX channel, for both mechanisms.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const socketTypes: LaunchScenario = {
  id: 'socket-types',
  class: 'launches',
  question: 'Does the type of the channel matter?',
  notes: ['Each type has a floor of its own: the same message over the same type.'],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [
    { label: 'seqpacket', parameters: { channel: 'seqpacket' } },
    { label: 'stream', parameters: { channel: 'stream' } },
    { label: 'dgram', parameters: { channel: 'dgram' } },
  ],
  fixed: { kind: 'tcp_listener', batch: 1, warmup: 50, transfers: 300 },
  compares: 'variants',
  blocks: { 'same-cpu': { full: 20, quick: 5 }, 'cross-cpu': { full: 20, quick: 0 } },
};
