// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const opensDirectory: Step = { who: 'receiver', does: 'open-proc {donor.pid} handle' };
const signalsAndPulls: readonly Step[] = [
  { who: 'receiver', does: 'pidfd-signal handle 0', as: 'signal' },
  { who: 'receiver', does: 'pull handle 0 got', as: 'directory' },
];
/** PIDFD_SELF_THREAD and PIDFD_SELF_THREAD_GROUP, as Linux 6.18 numbers them: a signal takes them, a pull does not. */
const ofOneself: readonly Step[] = [
  { who: 'receiver', does: 'pull #-10000 0 got', as: 'thread' },
  { who: 'receiver', does: 'pull #-10001 0 got', as: 'group' },
];
const others: readonly Step[] = [
  { who: 'receiver', does: 'memfd file x' },
  { who: 'receiver', does: 'pull file 0 got', as: 'file' },
  { who: 'receiver', does: 'pull #-1 0 got', as: 'none' },
  ...ofOneself,
  { who: 'receiver', does: 'pull #-1 0 got flags=1', as: 'flags' },
];

export const wrongHandles: Hazard = {
  id: 'wrong-handles',
  of: 'pull',
  danger: 'Not all that names a process is a handle for a pull, also where a signal takes it.',
  source: 'pidfd_send_signal(2) takes /proc/PID; pidfd_getfd(2), ERRORS: EBADF, EINVAL',
  isSilent: false, // EBADF of the pull
  naive: {
    does: 'Pulls by /proc/PID, by an ordinary file, by −1, by PIDFD_SELF, and with flags that do not exist.',
    comes:
      'The signal arrives by /proc/PID, but each pull says EBADF; flags say EINVAL before anything else.',
    setUp: mayPull,
    steps: [opensDirectory, ...signalsAndPulls, ...others],
    expects: [
      {
        sees: {
          'signal.error': '',
          'directory.error': 'EBADF',
          'file.error': 'EBADF',
          'none.error': 'EBADF',
          'thread.error': 'EBADF',
          'group.error': 'EBADF',
          'flags.error': 'EINVAL',
        },
      },
    ],
  },
  ours: {
    does: 'Has its handle from pidfd_open, SO_PEERPIDFD or CLONE_PIDFD only; by it also a pull from oneself works.',
    comes: 'Signal and pull work by the same handle.',
    setUp: mayPull,
    steps: [
      { who: 'receiver', does: 'pid', as: 'self' },
      { who: 'receiver', does: 'pidfd-open {self.pid} own' },
      { who: 'receiver', does: 'pull own 0 again', as: 'own' },
      { who: 'receiver', does: 'pidfd-open {donor.pid} handle' },
      ...signalsAndPulls,
    ],
    expects: [{ sees: { 'own.error': '', 'signal.error': '', 'directory.error': '' } }],
  },
  twin: {
    mends: 'The handle comes from pidfd_open.',
    steps: [{ who: 'receiver', does: 'pidfd-open {donor.pid} handle' }, ...signalsAndPulls, ...others],
  },
};
