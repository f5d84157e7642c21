// SPDX-License-Identifier: Apache-2.0
// What else a program could do to hand over a descriptor: names of native/ways/ways.c.

import type { WayScenario } from '../scenario.ts';

export const otherWays: WayScenario = {
  id: 'other-ways',
  class: 'ways',
  question: 'What do other ways to hand over a descriptor cost?',
  notes: [
    'Each way has an interval of its own (above): these numbers are not to be set beside each other, nor beside those of a launch.',
    'inherit_exec starts a small program; a donor with more memory takes longer to fork, a larger program longer to start.',
    'broker and addfd are asked by the receiver, so that two processes must wake up; with io_uring, as in a launch that the donor begins, one.',
    'addfd: the receiver’s filter is asked at each of its system calls, here and between transfers.',
    'io_uring gives a slot of a ring, which no other call can use; turning it into a number is outside of the interval.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-transfer',
    includes: [
      'inherit_exec: fork, dup2, the move to the receiver’s CPU, execve, the program’s start up to its main',
      'broker: asking, the wake-up of the broker, its sendmsg, the wake-up of the receiver, recvmsg',
      'addfd: the call, the wake-up of the supervisor, both of its ioctls, the wake-up of the receiver',
      'io_uring: filling in the request, io_uring_enter, the wake-up of the receiver in its own',
    ],
    excludes: [
      'pushing the descriptors to the broker before',
      'the seccomp filter’s and the rings’ set-up',
      'registering the descriptors with the donor’s ring',
      'checking the descriptors',
      'close',
      'the end of the new program',
    ],
  },
  ways: ['inherit_exec', 'broker', 'addfd', 'io_uring'],
  kind: 'tcp_listener',
  batch: 1,
  warmup: 20,
  transfersFor: { inherit_exec: 100, broker: 1000, addfd: 1000, io_uring: 1000 },
  blocks: { 'same-cpu': { full: 12, quick: 0 }, 'cross-cpu': { full: 12, quick: 0 } },
  onlyInFull: true,
};
