// SPDX-License-Identifier: Apache-2.0
// Pulls of a known number from a donor whose threads open, close and allocate, or that calls execve(2) all the time. Only
// the last holds a lock that a pull takes.

import type { LaunchScenario } from '../scenario.ts';
import { idle } from './donor-work.ts';
import { unasked } from './intervals.ts';
import { allocate, openAndClose } from './threads-at-work.ts';

export const busyThreadsUnasked: LaunchScenario = {
  id: 'busy-threads-unasked',
  class: 'launches',
  question: 'Does a pull of a known number notice that its donor opens, closes, allocates or execs?',
  notes: [
    'The threads share the donor’s CPU, so one runs at a time. dup and close take the lock of the descriptor table, mmap that of the memory map; a pull takes neither: it looks into the table under RCU.',
    'pidfd_getfd(2) takes the donor’s exec_update_lock for reading; execve(2) holds it for writing for a part of its time.',
    'In the exec storm the donor replaces its program again and again; its descriptors stay open.',
    'Each sample is 16 pulls: one alone is short for the clock.',
  ],
  interval: unasked,
  selects: 'uses-pidfd',
  variants: [idle, openAndClose, allocate, { label: 'exec storm', parameters: { donorState: 'exec-storm' } }],
  fixed: { kind: 'memfd', batch: 16, initiator: 'receiver', numbers: 'known', warmup: 50, transfers: 1000 },
  compares: 'variants',
  floorIsCanaryOnly: true,
  blocks: { 'cross-cpu': { full: 15, quick: 0 } },
  onlyInFull: true,
};
