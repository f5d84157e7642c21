// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const sendsFive: readonly Step[] = [
  { who: 'donor', does: 'memfd file five' },
  { who: 'donor', does: 'send channel file*5', as: 'sent' },
];

export const truncatedControl: Hazard = {
  id: 'truncated-control',
  of: 'push',
  danger: 'Descriptors that the control buffer has no room for are dropped, and the call succeeds.',
  source: 'unix(7), SCM_RIGHTS; cmsg(3), MSG_CTRUNC',
  channel: 'seqpacket',
  naive: {
    does: 'Receives five descriptors with room for two.',
    comes: 'The call succeeds with two; a flag that nobody must look at says that there were more.',
    steps: [...sendsFive, { who: 'receiver', does: 'receive channel room=2', as: 'got' }],
    expects: [{ sees: { 'sent.error': '', 'got.error': '', 'got.fds': 2, 'got.truncated': 1 } }],
  },
  ours: {
    does: 'Has room for all that a message can carry, and asks for two.',
    comes: 'An error that says what is wrong, after which nothing that arrived is open.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      ...sendsFive,
      { who: 'receiver', does: 'receive-checked channel limit=2', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'got.error': 'HANDOVER_FDS_TOO_MANY', 'after.open': { sameAs: 'before.open' } } }],
  },
  twin: {
    mends: 'Has room for five.',
    steps: [...sendsFive, { who: 'receiver', does: 'receive channel room=6', as: 'got' }],
  },
};
