// SPDX-License-Identifier: Apache-2.0
// What correctness costs at one descriptor: the safe transfer against the bare calls. Names of native/ways/ways.c.

import type { WayScenario } from '../scenario.ts';

export const safeTransfer: WayScenario = {
  id: 'safe-transfer',
  class: 'ways',
  question: 'What does a transfer cost that is asked for, held, checked and acknowledged?',
  notes: [
    'safe_push and safe_pull are the safe transfer (docs/safe-transfer.md); bare_push and bare_pull the calls that it is built on, by a program that knows its peer.',
    'Each safe way is divided by the bare one of its mechanism, in the same block: they share the interval.',
    'bare_pull has a pidfd from before; safe_pull is given one by the kernel with each message (SCM_PIDFD).',
    'Both processes stand ready: what it costs to wait for a donor that does something else is in other scenarios.',
  ],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-transfer',
    includes: [
      'all ways: sendmsg at the donor, the wake-up of the receiver, recvmsg, pidfd_getfd (pull only)',
      'safe ways: holding (a question for record locks and a dup each), waiting for the request if it is not there yet, what each descriptor is (statx at both ends)',
      'safe ways: looking for a last word of the donor, sending the acknowledgement',
    ],
    excludes: [
      'pidfd_open (bare_pull)',
      'the donor’s waiting for the acknowledgement, and the end of its holding',
      'the harness’s own checks',
      'close',
    ],
  },
  ways: ['bare_push', 'safe_push', 'bare_pull', 'safe_pull'],
  dividedBy: { safe_push: 'bare_push', safe_pull: 'bare_pull' },
  kind: 'tcp_listener',
  batch: 1,
  warmup: 50,
  transfersFor: { bare_push: 1000, safe_push: 1000, bare_pull: 1000, safe_pull: 1000 },
  blocks: { 'same-cpu': { full: 16, quick: 0 }, 'cross-cpu': { full: 16, quick: 0 } },
};
