// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

// A user who has nothing else in flight, where it can be chosen: the count is the user's, not the process's.
const ordinary: readonly Step[] = [
  { who: 'donor', does: 'be-ordinary 65533' },
  { who: 'donor', does: 'limit 64' },
  { who: 'donor', does: 'pair seqpacket one one-unread' },
  { who: 'donor', does: 'pair seqpacket other other-unread' },
  { who: 'donor', does: 'memfd file flies' },
];

export const tooManyInFlight: Hazard = {
  id: 'too-many-in-flight',
  of: 'push',
  danger:
    'An ordinary user may have so many descriptors in flight as one process may have open, over all his sockets; root may have any number.',
  source: 'unix(7), ETOOMANYREFS (Linux 4.5); too_many_unix_fds() in net/unix',
  isSilent: false, // ETOOMANYREFS of the call that sends
  naive: {
    does: 'With RLIMIT_NOFILE at 64, sends a descriptor a message to nobody who reads, then one over another pair.',
    comes: 'At most 65 pass; then ETOOMANYREFS, on the other pair too.',
    setUp: ordinary,
    steps: [
      { who: 'donor', does: 'send-until one file most=1000', as: 'first' },
      { who: 'donor', does: 'send other file nonblock', as: 'other' },
    ],
    expects: [
      {
        sees: {
          'first.error': 'ETOOMANYREFS',
          'first.sent': { atLeast: 1, atMost: 65 },
          'other.error': 'ETOOMANYREFS',
        },
      },
    ],
  },
  ours: {
    does: 'Cannot raise the limit; it says what was met.',
    comes: 'ETOOMANYREFS by name, and nothing was sent; when one has been received, the next one passes.',
    setUp: ordinary,
    steps: [
      { who: 'donor', does: 'send-until one file most=1000' },
      { who: 'donor', does: 'send-checked other file', as: 'refused' },
      { who: 'donor', does: 'receive other-unread room=1 nonblock', as: 'nothing' },
      { who: 'donor', does: 'receive-checked one-unread limit=1', as: 'got' },
      { who: 'donor', does: 'send-checked other file', as: 'again' },
    ],
    expects: [
      {
        sees: {
          'refused.error': 'ETOOMANYREFS',
          'nothing.error': 'EAGAIN',
          'got.fds': 1,
          'again.error': '',
        },
      },
    ],
  },
  twin: {
    mends: 'Has eight in flight.',
    steps: [
      { who: 'donor', does: 'send-until one file most=8', as: 'first' },
      { who: 'donor', does: 'send other file nonblock', as: 'other' },
    ],
  },
};
