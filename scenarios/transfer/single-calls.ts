// SPDX-License-Identifier: Apache-2.0
// Single system calls without a partner that must wake up: names of native/core/single_calls.c.

import type { CallScenario } from '../scenario.ts';

export const singleCalls: CallScenario = {
  id: 'single-calls',
  class: 'calls',
  question: 'What do the single calls cost, without any wake-up?',
  notes: [
    'Timed in C in groups of 64 calls; a sample is one group, numbers are per call.',
    'One process only: these are no transfers and cannot be compared with any.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-call',
    includes: ['the named calls'],
    excludes: ['closing what was opened', 'JavaScript'],
  },
  calls: [
    'dup',
    'fcntl_getfd',
    'close',
    'pidfd_getfd',
    'pidfd_getfd_self',
    'pidfd_open',
    'pidfd_open_getfd_close',
    'message',
    'scm_rights',
    'kcmp',
  ],
  group: 64,
  groups: 100,
  blocks: { full: 30, quick: 10 },
};
