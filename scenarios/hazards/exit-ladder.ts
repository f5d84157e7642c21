// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const finds: readonly Step[] = [
  { who: 'donor', does: 'memfd file wanted', as: 'file' },
  { who: 'donor', does: 'start old', as: 'old' },
  { who: 'receiver', does: 'pidfd-open {old.pid} old' },
  { who: 'receiver', does: 'pull old {file.fd} running', as: 'running' },
];
const ends: Step = { who: 'donor', does: 'kill old' };
const reaps: Step = { who: 'donor', does: 'reap old' };
/** Of its zombie EPERM is told by kernels that remember that it was not dumpable, by others what is told of any zombie. */
const hides: readonly Step[] = [
  { who: 'donor', does: 'capabilities none' },
  { who: 'receiver', does: 'capabilities none' },
  { who: 'donor', does: 'dumpable 0' },
  { who: 'donor', does: 'start hidden', as: 'hidden' },
  { who: 'receiver', does: 'pidfd-open {hidden.pid} hidden' },
  { who: 'receiver', does: 'pull hidden {file.fd} got', as: 'hidden-running' },
  { who: 'donor', does: 'kill hidden' },
  { who: 'receiver', does: 'pull hidden {file.fd} got', as: 'hidden-zombie' },
  { who: 'donor', does: 'reap hidden' },
  { who: 'receiver', does: 'pull hidden {file.fd} got', as: 'hidden-reaped' },
];
const asksAndPulls = (name: string): readonly Step[] => [
  { who: 'receiver', does: 'pidfd-signal old 0', as: `${name}-alive` },
  { who: 'receiver', does: `pull old {file.fd} ${name}`, as: name },
];

export const exitLadder: Hazard = {
  id: 'exit-ladder',
  of: 'pull',
  danger: 'A donor that has ended still counts as alive until somebody reaps it, and has nothing to pull.',
  source: 'pidfd_send_signal(2); Linux 6.9 says ESRCH of a process that has ended, before it was EBADF',
  isSilent: false, // the pull fails
  naive: {
    does: 'Asks with signal 0 whether the donor is alive, then pulls: of a zombie, of one that is reaped, of one that is not dumpable.',
    comes:
      'Of the zombie the signal says that it is alive, and the pull fails; both fail once it is reaped. EPERM hides whether it lives.',
    setUp: mayPull,
    steps: [...finds, ends, ...asksAndPulls('zombie'), reaps, ...asksAndPulls('reaped'), ...hides],
    expects: [
      {
        sees: {
          'running.error': '',
          'zombie-alive.error': '',
          'zombie.error': { oneOf: ['EBADF', 'ESRCH'] }, // vendors’ older kernels may have what 6.9 changed
          'reaped-alive.error': 'ESRCH',
          'reaped.error': 'ESRCH',
          'hidden-running.error': 'EPERM',
          'hidden-reaped.error': 'ESRCH',
        },
      },
      {
        since: '6.9',
        sees: {
          'running.error': '',
          'zombie-alive.error': '',
          'zombie.error': 'ESRCH',
          'reaped-alive.error': 'ESRCH',
          'reaped.error': 'ESRCH',
          'hidden-running.error': 'EPERM',
          'hidden-reaped.error': 'ESRCH',
        },
      },
    ],
  },
  ours: {
    does: 'Polls the pidfd, which is readable as soon as the donor has ended, reaped or not.',
    comes: 'Not ready while it runs, ready of the zombie: the pull need not be tried.',
    setUp: mayPull,
    steps: [
      ...finds,
      { who: 'receiver', does: 'poll old', as: 'before' },
      ends,
      { who: 'receiver', does: 'poll old', as: 'after' },
    ],
    expects: [{ sees: { 'running.error': '', 'before.ready': 0, 'after.ready': 1 } }],
  },
  twin: {
    mends: 'The donor lives until everything is pulled.',
    steps: [...finds, ...asksAndPulls('zombie'), ends, reaps, ...asksAndPulls('reaped'), ...hides],
  },
};
