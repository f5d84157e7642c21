// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const noByteToRideOn: Hazard = {
  id: 'no-byte-to-ride-on',
  of: 'push',
  danger: 'On a STREAM, descriptors that are sent without a byte of data are dropped, and the call succeeds.',
  source: 'unix(7), SCM_RIGHTS: at least one byte of real data on a stream socket',
  isSilent: true, // the call that sends succeeds, and nothing arrives
  channel: 'stream',
  naive: {
    does: 'Sends a descriptor without data over a STREAM, and another over a DGRAM and a SEQPACKET pair.',
    comes: 'All three calls return 0; the STREAM delivers nothing, the others deliver.',
    steps: [
      { who: 'donor', does: 'memfd file lonely' },
      { who: 'donor', does: 'send channel file bytes=0', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
      { who: 'donor', does: 'pair dgram here there' },
      { who: 'donor', does: 'send here file bytes=0' },
      { who: 'donor', does: 'receive there room=1 nonblock', as: 'datagram' },
      { who: 'donor', does: 'pair seqpacket near far' },
      { who: 'donor', does: 'send near file bytes=0' },
      { who: 'donor', does: 'receive far room=1 nonblock', as: 'packet' },
    ],
    expects: [
      {
        sees: {
          'sent.error': '',
          'sent.result': 0,
          'got.error': 'EAGAIN',
          'datagram.fds': 1,
          'packet.fds': 1,
        },
      },
    ],
  },
  ours: {
    does: 'Every message of our core begins with a header, so it is never without data; here with one byte.',
    comes: 'The descriptor arrives.',
    steps: [
      { who: 'donor', does: 'memfd file ridden' },
      { who: 'donor', does: 'send-checked channel file bytes=1', as: 'sent' },
      { who: 'receiver', does: 'receive-checked channel limit=1', as: 'got' },
      { who: 'receiver', does: 'content got.0', as: 'file' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.fds': 1, 'file.text': 'ridden' } }],
  },
  twin: {
    mends: 'Sends a byte with it.',
    steps: [
      { who: 'donor', does: 'memfd file ridden' },
      { who: 'donor', does: 'send channel file bytes=1', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
      { who: 'donor', does: 'pair dgram here there' },
      { who: 'donor', does: 'send here file bytes=0' },
      { who: 'donor', does: 'receive there room=1 nonblock', as: 'datagram' },
      { who: 'donor', does: 'pair seqpacket near far' },
      { who: 'donor', does: 'send near file bytes=0' },
      { who: 'donor', does: 'receive far room=1 nonblock', as: 'packet' },
    ],
  },
};
