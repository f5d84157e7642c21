// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const connected: readonly Step[] = [
  { who: 'donor', does: 'tcp-socket listener', as: 'listener' },
  { who: 'donor', does: 'listen listener' },
  { who: 'peer', does: 'connect {listener.port} connection' },
  { who: 'donor', does: 'accept listener connection' },
  { who: 'peer', does: 'nonblock connection on' },
  // Is there at all: what it does next is to die.
  { who: 'receiver', does: 'count' },
];

export const inFlightLimbo: Hazard = {
  id: 'in-flight-limbo',
  of: 'push',
  danger:
    'A connection that was sent and closed is nobody’s until it is received: if the receiver dies, its peer is cut off.',
  source: 'unix(7), SCM_RIGHTS; unix_release_sock() in net/unix/af_unix.c drops what is queued',
  isSilent: true, // no call of the donor fails
  channel: 'seqpacket',
  naive: {
    does: 'Sends a TCP connection and closes it; the receiver dies before it receives.',
    comes: 'No call fails, and the peer sees the end of its connection.',
    setUp: connected,
    steps: [
      { who: 'donor', does: 'send channel connection', as: 'sent' },
      { who: 'donor', does: 'close connection' },
      { who: 'conductor', does: 'end receiver' },
      { who: 'peer', does: 'poll connection ms=5000' },
      { who: 'peer', does: 'read connection', as: 'read' },
    ],
    expects: [{ sees: { 'sent.error': '', 'read.error': '', 'read.result': 0 } }],
  },
  ours: {
    does: 'Holds what it gives until it is told that it arrived.',
    comes:
      'An error instead of the acknowledgement; the donor still has the connection, and goes on with it.',
    setUp: connected,
    steps: [
      { who: 'donor', does: 'send-checked channel connection', as: 'sent' },
      { who: 'conductor', does: 'end receiver' },
      { who: 'donor', does: 'receive-checked channel limit=0', as: 'acknowledged' },
      { who: 'donor', does: 'write connection still-here' },
      { who: 'peer', does: 'poll connection ms=5000' },
      { who: 'peer', does: 'read connection', as: 'read' },
    ],
    expects: [
      {
        sees: {
          'sent.error': '',
          'acknowledged.error': 'HANDOVER_PEER_GONE',
          'read.text': 'still-here',
        },
      },
    ],
  },
  twin: {
    mends: 'Does not close what was not acknowledged.',
    steps: [
      { who: 'donor', does: 'send channel connection', as: 'sent' },
      { who: 'conductor', does: 'end receiver' },
      { who: 'peer', does: 'poll connection ms=200' },
      { who: 'peer', does: 'read connection', as: 'read' },
    ],
  },
};
