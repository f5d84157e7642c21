// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const receivesTwo: readonly Step[] = [
  { who: 'receiver', does: 'count', as: 'before' },
  { who: 'donor', does: 'memfd file two' },
  { who: 'donor', does: 'send channel file*2' },
  { who: 'receiver', does: 'receive channel room=1', as: 'got' },
];

export const paddingMakesRoom: Hazard = {
  id: 'padding-makes-room',
  of: 'push',
  danger:
    'A control buffer for one descriptor has padding, in which the kernel puts a second one (64-bit machines).',
  source: 'cmsg(3), CMSG_SPACE; unix(7), SCM_RIGHTS',
  isSilent: true, // the call succeeds, without MSG_CTRUNC
  channel: 'seqpacket',
  naive: {
    does: 'Has room for one descriptor, as CMSG_SPACE gives it, is sent two, and takes the one that it asked for.',
    comes:
      'The call succeeds without MSG_CTRUNC; the second descriptor is open, and nobody knows its number.',
    steps: [
      ...receivesTwo,
      { who: 'receiver', does: 'close got.0' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    // Where pointers have 32 bits, nothing is padded, and this is not seen.
    expects: [
      {
        sees: {
          'got.error': '',
          'got.fds': 2,
          'got.truncated': 0,
          'after.open': { sameAs: 'before.open', plus: 1 },
        },
      },
    ],
  },
  ours: {
    does: 'Counts by cmsg_len, not by what it asked for.',
    comes: 'An error that says that there were too many, after which nothing that arrived is open.',
    steps: [
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'donor', does: 'memfd file two' },
      { who: 'donor', does: 'send channel file*2' },
      { who: 'receiver', does: 'receive-checked channel limit=1', as: 'got' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
    expects: [{ sees: { 'got.error': 'HANDOVER_FDS_TOO_MANY', 'after.open': { sameAs: 'before.open' } } }],
  },
  twin: {
    mends: 'Walks cmsg_len, and closes the descriptor too that it did not ask for.',
    steps: [
      ...receivesTwo,
      { who: 'receiver', does: 'close got.0 got.1' },
      { who: 'receiver', does: 'count', as: 'after' },
    ],
  },
};
