// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const ownPids: readonly Step[] = [
  { who: 'receiver', does: 'own-namespaces user pid' },
  { who: 'receiver', does: 'start-as 100 tried' },
  { who: 'receiver', does: 'pidfd-open 100 probe' },
  { who: 'receiver', does: 'pull probe 0 tried' },
  { who: 'receiver', does: 'kill tried' },
  { who: 'receiver', does: 'reap tried' },
];
/** A process has the descriptors that were open when it was started. */
const oldEndsAndAnotherHasItsNumber: readonly Step[] = [
  { who: 'receiver', does: 'memfd file wanted', as: 'file' },
  { who: 'receiver', does: 'start-as 100 old' },
  { who: 'receiver', does: 'pidfd-open 100 first' },
  { who: 'receiver', does: 'kill old' },
  { who: 'receiver', does: 'reap old' },
  { who: 'receiver', does: 'memfd other stranger' },
  { who: 'receiver', does: 'dup-to other {file.fd} other' },
  { who: 'receiver', does: 'start-as 100 stranger', as: 'stranger' },
];
const pullsBy = (handle: string): readonly Step[] => [
  { who: 'receiver', does: `pull ${handle} {file.fd} got`, as: 'pulled' },
  { who: 'receiver', does: 'content got', as: 'got' },
];

export const recycledPid: Hazard = {
  id: 'recycled-pid',
  of: 'pull',
  danger: 'The donor’s pid is remembered, the donor ends, and a stranger gets the same pid.',
  source: 'pidfd_open(2), NOTES; clone(2), set_tid (Linux 5.5), by which it is provoked here',
  isSilent: true, // the pull succeeds with a stranger’s file
  naive: {
    does: 'Opens the pidfd by the remembered number when it is time to pull.',
    comes: 'The pull succeeds and brings a stranger’s file.',
    setUp: ownPids,
    steps: [
      ...oldEndsAndAnotherHasItsNumber,
      { who: 'receiver', does: 'pidfd-open 100 now' },
      ...pullsBy('now'),
    ],
    expects: [{ sees: { 'stranger.pid': 100, 'pulled.error': '', 'got.text': 'stranger' } }],
  },
  ours: {
    does: 'Opens the pidfd once, while the donor is known to live (SO_PEERPIDFD, CLONE_PIDFD), and keeps it.',
    comes: 'ESRCH: a pidfd never means another process.',
    setUp: ownPids,
    steps: [...oldEndsAndAnotherHasItsNumber, ...pullsBy('first').slice(0, 1)],
    expects: [{ sees: { 'stranger.pid': 100, 'pulled.error': 'ESRCH' } }],
  },
  twin: {
    mends: 'Pulls by the handle that was opened first.',
    steps: [...oldEndsAndAnotherHasItsNumber, ...pullsBy('first').slice(0, 1)],
  },
};
