// SPDX-License-Identifier: Apache-2.0
// The same transfer with ten kinds of descriptor: names of native/core/fd_kinds.c.

import type { LaunchScenario } from '../scenario.ts';
import { oneWay } from './intervals.ts';

export const descriptorKinds: LaunchScenario = {
  id: 'descriptor-kinds',
  class: 'launches',
  question: 'Does it matter what the descriptor is?',
  notes: ['Compared mechanism against mechanism, kind by kind.'],
  interval: oneWay,
  selects: 'moves-descriptors',
  variants: [
    { label: 'tcp_listener', parameters: { kind: 'tcp_listener' } },
    { label: 'tcp_connected', parameters: { kind: 'tcp_connected' } },
    { label: 'udp', parameters: { kind: 'udp' } },
    { label: 'unix', parameters: { kind: 'unix' } },
    { label: 'pipe', parameters: { kind: 'pipe' } },
    { label: 'file', parameters: { kind: 'file' } },
    { label: 'memfd', parameters: { kind: 'memfd' } },
    { label: 'eventfd', parameters: { kind: 'eventfd' } },
    { label: 'epoll', parameters: { kind: 'epoll' } },
    { label: 'pidfd', parameters: { kind: 'pidfd' } },
  ],
  fixed: { batch: 1, warmup: 50, transfers: 300 },
  blocks: { 'same-cpu': { full: 20, quick: 2 } },
};
