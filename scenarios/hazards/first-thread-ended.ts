// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const livesOnInAThread: readonly Step[] = [
  { who: 'donor', does: 'memfd file wanted', as: 'file' },
  { who: 'donor', does: 'start-headless old', as: 'old' },
];
const pulls: readonly Step[] = [
  { who: 'receiver', does: 'pidfd-open {old.pid} old' },
  { who: 'receiver', does: 'pidfd-signal old 0', as: 'alive' },
  { who: 'receiver', does: 'poll old', as: 'ended' },
  { who: 'receiver', does: 'pull old {file.fd} got', as: 'pulled' },
];

export const firstThreadEnded: Hazard = {
  id: 'first-thread-ended',
  of: 'pull',
  danger:
    'The donor lives on in other threads after its first has ended, and its pidfd reaches only that one’s table.',
  source: 'pidfd_open(2), PIDFD_THREAD (Linux 6.9); pthread_exit(3) in main',
  isSilent: false, // the pull fails
  naive: {
    does: 'Pulls by the pidfd of the process, which is its first thread.',
    comes: 'The donor is alive and serves, its pidfd says so, and the pull fails as if it had ended.',
    setUp: mayPull,
    steps: [...livesOnInAThread, ...pulls],
    expects: [
      // Vendors' older kernels may have what 6.9 changed.
      {
        sees: {
          'alive.error': '',
          'ended.ready': 0,
          'pulled.error': { oneOf: ['EBADF', 'ESRCH'] },
        },
      },
      { since: '6.9', sees: { 'alive.error': '', 'ended.ready': 0, 'pulled.error': 'ESRCH' } },
    ],
  },
  ours: {
    does: 'Opens the pidfd of a thread that lives (PIDFD_THREAD); threads share one table.',
    comes: 'The right file; before Linux 6.9 there is no such pidfd (EINVAL).',
    setUp: mayPull,
    steps: [
      ...livesOnInAThread,
      { who: 'receiver', does: 'pidfd-open {old.thread} thread flags=128', as: 'opened' },
      { who: 'receiver', does: 'pull thread {file.fd} got', as: 'pulled' },
      { who: 'receiver', does: 'content got', as: 'got' },
    ],
    expects: [
      { sees: { 'opened.error': 'EINVAL' } },
      { since: '6.9', sees: { 'opened.error': '', 'pulled.error': '', 'got.text': 'wanted' } },
    ],
  },
  twin: {
    mends: 'The first thread lives.',
    steps: [
      { who: 'donor', does: 'memfd file wanted', as: 'file' },
      { who: 'donor', does: 'start old', as: 'old' },
      ...pulls,
    ],
  },
};
