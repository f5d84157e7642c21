// SPDX-License-Identifier: Apache-2.0
// A donor that serves requests while it is asked: both mechanisms wait for its loop, since both need its message.

import type { LaunchScenario } from '../scenario.ts';
import { asked } from './intervals.ts';
import { busy, dueAtRandom, idle } from './donor-work.ts';

export const busyDonor: LaunchScenario = {
  id: 'busy-donor',
  class: 'launches',
  question: 'What does a transfer cost when the donor is busy serving requests, and must be asked?',
  notes: [
    'Transfers are due at random instants, and timed from when they are due: a late one counts as late.',
    'The donor is one thread: it serves what is due, then looks at its channel, as an epoll loop does.',
    'Its requests are CPU time by schedule; how busy it really was is in the samples (work).',
  ],
  interval: asked,
  selects: 'moves-descriptors',
  variants: [idle, busy(50), busy(80), busy(95), busy(80, 'heavy-tailed')],
  fixed: { ...dueAtRandom, kind: 'tcp_listener', batch: 1 },
  compares: 'variants',
  blocks: { 'cross-cpu': { full: 12, quick: 0 } },
  onlyInFull: true,
};
