// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const isSentOne: readonly Step[] = [
  { who: 'receiver', does: 'count', as: 'before' },
  { who: 'donor', does: 'memfd file one' },
  { who: 'donor', does: 'send channel file', as: 'sent' },
];

export const peekInstalls: Hazard = {
  id: 'peek-installs',
  of: 'push',
  danger:
    'MSG_PEEK installs the descriptors too: whoever looks at a message before he takes it has them twice.',
  source: 'unix(7), SCM_RIGHTS and MSG_PEEK; unix_peek_fds() in net/unix/af_unix.c',
  isSilent: true, // each call succeeds, and closing is thought of once
  channel: 'seqpacket',
  naive: {
    does: 'Peeks at a message three times, then receives it.',
    comes: 'One descriptor was sent, and four are open.',
    steps: [
      ...isSentOne,
      { who: 'receiver', does: 'receive channel room=1 peek as=first' },
      { who: 'receiver', does: 'receive channel room=1 peek as=second' },
      { who: 'receiver', does: 'receive channel room=1 peek as=third' },
      { who: 'receiver', does: 'receive channel room=1', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.fds': 1, 'after.open': { sameAs: 'before.open', plus: 4 } } }],
  },
  ours: {
    does: 'Never peeks: it has room for the largest message, and takes it once.',
    comes: 'One descriptor is open.',
    steps: [
      ...isSentOne,
      { who: 'receiver', does: 'receive-checked channel limit=1', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'got.error': '', 'got.fds': 1, 'after.open': { sameAs: 'before.open', plus: 1 } } }],
  },
  twin: {
    mends: 'Peeks without a control buffer, which installs nothing.',
    steps: [
      ...isSentOne,
      { who: 'receiver', does: 'receive channel room=0 peek' },
      { who: 'receiver', does: 'receive channel room=0 peek' },
      { who: 'receiver', does: 'receive channel room=0 peek' },
      { who: 'receiver', does: 'receive channel room=1', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
  },
};
