// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';

export const emptyMessageIsNoEnd: Hazard = {
  id: 'empty-message-is-no-end',
  of: 'push',
  danger:
    'On SEQPACKET, a message without data that carries descriptors returns 0, as the end of the channel does: who stops there leaves them open.',
  source: 'recv(2), RETURN VALUE: 0 for an orderly end and for a datagram of zero length',
  isSilent: true, // 0 is what it takes for the end
  channel: 'seqpacket',
  naive: {
    does: 'Is sent a descriptor without data, takes the 0 for the end of the channel, and closes only the channel.',
    comes: 'The descriptor is open, and nobody knows its number.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'donor', does: 'memfd file unseen' },
      { who: 'donor', does: 'send channel file bytes=0', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1', as: 'got' },
      { who: 'receiver', does: 'close channel' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [
      { sees: { 'sent.error': '', 'got.result': 0, 'got.fds': 1, 'after.open': { sameAs: 'before.open' } } },
    ],
  },
  ours: {
    does: 'Says before it reads how many bytes a message has, so that one without data is none.',
    comes:
      'An error that says that the channel has ended too early, after which nothing that arrived is open.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'donor', does: 'memfd file unseen' },
      { who: 'donor', does: 'send channel file bytes=0' },
      { who: 'receiver', does: 'receive-exactly channel bytes=1 fds=1', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'got.error': 'HANDOVER_PEER_GONE', 'after.open': { sameAs: 'before.open' } } }],
  },
  twin: {
    mends: 'Sends a byte with it: the receiver sees a message, and closes what came.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'donor', does: 'memfd file seen' },
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1', as: 'got' },
      { who: 'receiver', does: 'close got.0' },
      { who: 'receiver', does: 'close channel' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
  },
};
