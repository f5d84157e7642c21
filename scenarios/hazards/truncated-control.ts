// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const sendsFiveThrice: readonly Step[] = [
  { who: 'donor', does: 'memfd file five' },
  { who: 'donor', does: 'send channel file*5', as: 'sent' },
  { who: 'donor', does: 'send channel file*5' },
  { who: 'donor', does: 'send channel file*5' },
];

export const truncatedControl: Hazard = {
  id: 'truncated-control',
  of: 'push',
  danger: 'Descriptors that the control buffer has no room for are dropped, and the call succeeds.',
  source: 'unix(7), SCM_RIGHTS; cmsg(3), MSG_CTRUNC',
  isSilent: true, // each call succeeds, and read(2) has no flag
  channel: 'seqpacket',
  naive: {
    does: 'Is sent five descriptors three times: has room for two, has no control buffer, calls read(2).',
    comes:
      'Each call succeeds: with two and a flag that nobody must look at, with none and the flag, with none and no flag.',
    steps: [
      ...sendsFiveThrice,
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'receiver', does: 'receive channel room=2', as: 'two' },
      { who: 'receiver', does: 'receive channel room=0', as: 'none' },
      { who: 'receiver', does: 'read channel', as: 'read' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [
      {
        sees: {
          'sent.error': '',
          'two.error': '',
          'two.fds': 2,
          'two.truncated': 1,
          'none.result': 1,
          'none.fds': 0,
          'none.truncated': 1,
          'read.result': 1,
          'after.open': { sameAs: 'before.open', plus: 2 },
        },
      },
    ],
  },
  ours: {
    does: 'Has room for all that a message can carry, and asks for two.',
    comes: 'An error that says what is wrong, after which nothing that arrived is open.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      ...sendsFiveThrice,
      { who: 'receiver', does: 'receive-checked channel limit=2', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'got.error': 'HANDOVER_FDS_TOO_MANY', 'after.open': { sameAs: 'before.open' } } }],
  },
  twin: {
    mends: 'Has room for five, each time.',
    steps: [
      ...sendsFiveThrice,
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'receiver', does: 'receive channel room=6 as=first', as: 'two' },
      { who: 'receiver', does: 'receive channel room=6 as=second', as: 'none' },
      { who: 'receiver', does: 'receive channel room=6 as=third', as: 'read' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
  },
};
