// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const handsOver: readonly Step[] = [
  { who: 'donor', does: 'memfd file content' },
  { who: 'donor', does: 'lock file' },
  { who: 'donor', does: 'tcp-socket listener', as: 'listener' },
  { who: 'donor', does: 'listen listener' },
  { who: 'donor', does: 'send channel file,listener' },
  { who: 'receiver', does: 'receive channel room=2 cloexec' },
];
const looksAfter: readonly Step[] = [
  { who: 'donor', does: 'offset file', as: 'offset' },
  { who: 'donor', does: 'flags file', as: 'flags' },
  { who: 'donor', does: 'connect {listener.port} visitor', as: 'visitor' },
];
const leavesAlone: readonly Step[] = [
  { who: 'receiver', does: 'content got.0', as: 'content' },
  { who: 'receiver', does: 'close got.0 got.1' },
];

export const oneDescription: Hazard = {
  id: 'one-description',
  of: 'both',
  danger:
    'Both have one open file description: its offset, its flags, its flock, and a shutdown() of it, are shared.',
  source: 'open(2), Open file descriptions; fcntl(2); flock(2); shutdown(2)',
  isSilent: true, // each call succeeds; it is the donor who feels it
  channel: 'seqpacket',
  naive: {
    does: 'The receiver reads, sets O_NONBLOCK, gets the lock, and shuts the listener down that it does not need.',
    comes:
      'The donor’s offset has moved, its file does not block, its lock kept nobody out, nobody can connect.',
    steps: [
      ...handsOver,
      { who: 'receiver', does: 'lock got.0', as: 'lock' },
      { who: 'receiver', does: 'read got.0 bytes=3' },
      { who: 'receiver', does: 'nonblock got.0 on' },
      { who: 'receiver', does: 'shutdown got.1' },
      ...looksAfter,
    ],
    expects: [
      {
        sees: {
          'lock.error': '',
          'offset.offset': 3,
          'flags.nonBlocking': 1,
          'visitor.error': 'ECONNREFUSED',
        },
      },
    ],
  },
  ours: {
    does: 'Reads at an offset of its own (pread), leaves flags alone, and closes what it does not need.',
    comes: 'The donor’s offset, flags and listener are as they were: a close() takes away one number only.',
    steps: [
      ...handsOver,
      ...leavesAlone,
      ...looksAfter,
      { who: 'donor', does: 'accept listener connection', as: 'accepted' },
    ],
    expects: [
      {
        sees: {
          'content.text': 'content',
          'offset.offset': 0,
          'flags.nonBlocking': 0,
          'visitor.error': '',
          'accepted.error': '',
        },
      },
    ],
  },
  twin: {
    mends: 'Reads by pread, and closes.',
    steps: [...handsOver, ...leavesAlone, ...looksAfter],
  },
};
