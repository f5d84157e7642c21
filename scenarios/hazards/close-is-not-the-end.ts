// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** `far` is who talks with the donor; the receiver was given a copy of the donor's end. */
const handsOver: readonly Step[] = [
  { who: 'visitor', does: 'pid' },
  { who: 'donor', does: 'tcp-socket listener', as: 'listener' },
  { who: 'donor', does: 'listen listener' },
  { who: 'visitor', does: 'connect {listener.port} connection' },
  { who: 'donor', does: 'accept listener connection' },
  { who: 'donor', does: 'send channel connection' },
  { who: 'receiver', does: 'receive channel room=1 cloexec' },
];
const isTheEndSeen = (ms: number): readonly Step[] => [
  { who: 'donor', does: 'write connection bye' },
  { who: 'donor', does: 'close connection', as: 'closed' },
  { who: 'visitor', does: 'read connection', as: 'last' },
  { who: 'visitor', does: `poll connection ms=${String(ms)}`, as: 'end' },
];

export const closeIsNotTheEnd: Hazard = {
  id: 'close-is-not-the-end',
  of: 'both',
  danger:
    'While a copy is open somewhere, also one that was forgotten, close() ends no connection: the other end waits.',
  source: 'close(2): the description is released with its last descriptor; tcp(7)',
  isSilent: true, // close(2) succeeds
  channel: 'seqpacket',
  naive: {
    does: 'Hands a connection over, then says good-bye on it and closes it.',
    comes: 'The other end gets the last words, and no end of file: the receiver still has a copy.',
    steps: [...handsOver, ...isTheEndSeen(50)],
    expects: [{ sees: { 'closed.error': '', 'last.text': 'bye', 'end.ready': 0 } }],
  },
  ours: {
    does: 'Whoever ends a connection says shutdown(), which is for all copies, before it closes.',
    comes: 'The other end sees the end at once, whoever still has a copy.',
    steps: [
      ...handsOver,
      { who: 'donor', does: 'write connection bye' },
      { who: 'donor', does: 'shutdown connection' },
      { who: 'donor', does: 'close connection', as: 'closed' },
      { who: 'visitor', does: 'read connection', as: 'last' },
      { who: 'visitor', does: 'poll connection ms=5000', as: 'end' },
    ],
    expects: [{ sees: { 'closed.error': '', 'last.text': 'bye', 'end.ready': 1 } }],
  },
  twin: {
    mends: 'The receiver closes its copy.',
    steps: [...handsOver, { who: 'receiver', does: 'close got.0' }, ...isTheEndSeen(5000)],
  },
};
