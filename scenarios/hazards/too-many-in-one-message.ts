// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** Room for all of them, in the table and in flight: another hazard's limits shall not be met here. */
const roomForAll: readonly Step[] = [
  { who: 'donor', does: 'limit 512' },
  { who: 'receiver', does: 'limit 512' },
];

export const tooManyInOneMessage: Hazard = {
  id: 'too-many-in-one-message',
  of: 'push',
  danger: 'A message carries 253 descriptors at most, and one more makes the whole message fail.',
  source: 'unix(7), SCM_RIGHTS: SCM_MAX_FD is 253 (255 before Linux 2.6.38)',
  isSilent: false, // EINVAL of the call that sends
  channel: 'seqpacket',
  naive: {
    does: 'Sends 254 descriptors in one message.',
    comes: 'The call fails with EINVAL, as for a wrong argument, and nothing is sent.',
    setUp: roomForAll,
    steps: [
      { who: 'donor', does: 'memfd file many' },
      { who: 'donor', does: 'send channel file*254', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=254 nonblock', as: 'got' },
    ],
    expects: [{ sees: { 'sent.error': 'EINVAL', 'got.error': 'EAGAIN' } }],
  },
  ours: {
    does: 'Sends messages of at most 252, which every C library has room for, and counts what arrives.',
    comes: 'All 254 arrive, in two messages.',
    setUp: roomForAll,
    steps: [
      { who: 'donor', does: 'memfd file many' },
      { who: 'donor', does: 'send-checked channel file*252', as: 'first' },
      { who: 'donor', does: 'send-checked channel file*2', as: 'second' },
      { who: 'receiver', does: 'receive-checked channel limit=252 as=first', as: 'got' },
      { who: 'receiver', does: 'receive-checked channel limit=252 as=second', as: 'rest' },
      { who: 'receiver', does: 'content second.1', as: 'last' },
    ],
    expects: [
      {
        sees: {
          'first.error': '',
          'second.error': '',
          'got.fds': 252,
          'rest.fds': 2,
          'last.text': 'many',
        },
      },
    ],
  },
  twin: {
    mends: 'Sends 253.',
    steps: [
      { who: 'donor', does: 'memfd file many' },
      { who: 'donor', does: 'send channel file*253', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=254 nonblock', as: 'got' },
    ],
  },
};
