// SPDX-License-Identifier: Apache-2.0
// That a cycle is collected can be seen: a pipe's end that was in it is closed. What collecting costs cannot, without a
// stopwatch and 16,000 sockets in flight, which an ordinary user may not have; so it is told, and not claimed.

import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** What is sent into `near` arrives at `far`; one of the two that are sent is `far` itself, which then holds itself. */
const cycle: readonly Step[] = [
  { who: 'donor', does: 'pair stream near far' },
  { who: 'donor', does: 'open pipe pipe' },
];

export const collectedInFlight: Hazard = {
  id: 'collected-in-flight',
  of: 'push',
  danger:
    'What is in flight to sockets that only reach each other stays open until the kernel’s collector runs, which before Linux 6.10 walked all that was in flight and, above 16,000, made senders wait.',
  source: 'net/unix/garbage.c, rewritten in Linux 6.10',
  isSilent: false, // nothing is wrong with what it has: it costs time
  naive: {
    does: 'Sends a socket, and the writing end of a pipe, into that socket’s own queue, and closes all of them.',
    comes:
      'No call fails; nobody can receive what was sent. Closing an AF_UNIX socket, any one, wakes the collector, and the pipe’s reader sees its end. What that costs on old kernels is not shown.',
    setUp: cycle,
    steps: [
      { who: 'donor', does: 'send near far,pipe.other', as: 'sent' },
      // In this order: the last one wakes the collector, and by then nothing else holds the cycle.
      { who: 'donor', does: 'close far pipe.other near', as: 'closed' },
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
      { who: 'donor', does: 'close far pipe.other near' },
      { who: 'donor', does: 'poll pipe', as: 'held' },
      { who: 'donor', does: 'close got.0 got.1' },
      { who: 'donor', does: 'poll pipe', as: 'closed' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.fds': 2, 'held.hungUp': 0, 'closed.hungUp': 1 } }],
  },
  twin: {
    mends: 'Keeps the socket at which the message waits: it can still be received, and is not collected.',
    steps: [
      { who: 'donor', does: 'send near far,pipe.other', as: 'sent' },
      { who: 'donor', does: 'close pipe.other near', as: 'closed' },
      { who: 'donor', does: 'poll pipe ms=200', as: 'pipe' },
    ],
  },
};
