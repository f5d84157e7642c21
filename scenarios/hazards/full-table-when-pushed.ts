// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const sendsTen: readonly Step[] = [
  { who: 'donor', does: 'memfd file ten' },
  { who: 'donor', does: 'send channel file*10', as: 'sent' },
];

export const fullTableWhenPushed: Hazard = {
  id: 'full-table-when-pushed',
  of: 'push',
  danger:
    'Where the receiver’s table of descriptors is full, what does not fit in is dropped, and the call succeeds.',
  source: 'unix(7), SCM_RIGHTS: RLIMIT_NOFILE of the receiver',
  isSilent: true, // the call succeeds; nobody must look at MSG_CTRUNC
  channel: 'seqpacket',
  naive: {
    does: 'Has three free slots and room for ten descriptors, and is sent ten.',
    comes:
      'The call succeeds with three; MSG_CTRUNC is all that tells of the other seven, and the donor is told nothing.',
    steps: [
      ...sendsTen,
      { who: 'receiver', does: 'leave-free 3' },
      { who: 'receiver', does: 'receive channel room=10', as: 'got' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.error': '', 'got.fds': 3, 'got.truncated': 1 } }],
  },
  ours: {
    does: 'Looks at the flag.',
    comes: 'An error that says that descriptors were lost, after which the three that arrived are closed.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      ...sendsTen,
      { who: 'receiver', does: 'leave-free 3' },
      { who: 'receiver', does: 'receive-checked channel limit=10', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [
      { sees: { 'got.error': 'HANDOVER_CONTROL_TRUNCATED', 'after.open': { sameAs: 'before.open' } } },
    ],
  },
  twin: {
    mends: 'Has ten free slots.',
    steps: [
      ...sendsTen,
      { who: 'receiver', does: 'leave-free 10' },
      { who: 'receiver', does: 'receive channel room=10', as: 'got' },
    ],
  },
};
