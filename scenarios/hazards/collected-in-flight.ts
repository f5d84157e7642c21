// SPDX-License-Identifier: Apache-2.0
// That a cycle is collected can be seen: a pipe's end that was in it is closed. What collecting costs cannot, without a
// stopwatch and 16,000 sockets in flight, which an ordinary user may not have; so it is told, and not claimed.

import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** What is sent into `near` arrives at `far`; one of the two is `far` itself, which then holds itself. */
const cycle: readonly Step[] = [
  { who: 'donor', does: 'pair stream near far' },
  { who: 'donor', does: 'open pipe pipe' },
];

export const collectedInFlight: Hazard = {
  id: 'collected-in-flight',
  of: 'push',
  danger:
    'Sockets in flight that only reach each other are found and closed by the kernel’s collector, which before Linux 6.10 walked all that were in flight and, above 16,000, made senders wait.',
  source: 'net/unix/garbage.c, rewritten in Linux 6.10',
  naive: {
    does: 'Sends a socket, and the writing end of a pipe, into that socket’s own queue, and closes all of them.',
    comes:
      'Both calls succeed; the collector closes what was sent, and who reads the pipe sees its end. What that costs on old kernels is not shown.',
    setUp: cycle,
    steps: [
      { who: 'donor', does: 'send near far,pipe.other', as: 'sent' },
      { who: 'donor', does: 'close near far pipe.other', as: 'closed' },
      { who: 'donor', does: 'poll pipe ms=5000', as: 'pipe' },
    ],
    expects: [{ sees: { 'sent.error': '', 'closed.error': '', 'pipe.hungUp': 1 } }],
  },
  ours: {
    does: 'Receives what is in flight before it closes a channel.',
    comes:
      'What was sent is in the table again, and closing it is seen at once: nothing is left to a collector.',
    setUp: cycle,
    steps: [
      { who: 'donor', does: 'send-checked near far,pipe.other', as: 'sent' },
      { who: 'donor', does: 'receive-checked far limit=2', as: 'got' },
      { who: 'donor', does: 'close near far pipe.other' },
      { who: 'donor', does: 'poll pipe', as: 'held' },
      { who: 'donor', does: 'close got.0 got.1' },
      { who: 'donor', does: 'poll pipe', as: 'closed' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.fds': 2, 'held.hungUp': 0, 'closed.hungUp': 1 } }],
  },
  twin: {
    mends: 'Keeps the other end: what is in flight can still be reached, and is not collected.',
    steps: [
      { who: 'donor', does: 'send near far,pipe.other', as: 'sent' },
      { who: 'donor', does: 'close far pipe.other', as: 'closed' },
      { who: 'donor', does: 'poll pipe ms=200', as: 'pipe' },
    ],
  },
};
