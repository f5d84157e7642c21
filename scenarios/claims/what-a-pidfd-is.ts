// SPDX-License-Identifier: Apache-2.0
import type { ActPart, Claim } from '../claim.ts';
import type { Step } from '../play.ts';
import { numberUsedAgain } from './recycled-pid.ts';

/** A filter, or a kernel before 5.6, can forbid every pull; then nothing is seen of a pidfd. */
const mayPullOneself: readonly Step[] = [
  { who: 'donor', does: 'pid', as: 'self' },
  { who: 'donor', does: 'pidfd-open {self.pid} itself' },
  { who: 'donor', does: 'pull itself 0 tried' },
  { who: 'donor', does: 'close tried itself' },
];

/** The donor starts a process that has its descriptors. Yama can forbid to pull even from that one. */
const starts: readonly Step[] = [
  ...mayPullOneself,
  { who: 'donor', does: 'memfd one content', as: 'one' },
  { who: 'donor', does: 'start other', as: 'other' },
  { who: 'donor', does: 'pidfd-open {other.pid} probe' },
  { who: 'donor', does: 'pull probe 0 tried' },
  { who: 'donor', does: 'close tried probe' },
];

/** Pulls one of them, and sees by poll that the process ends. */
const pullsAndPolls: readonly Step[] = [
  { who: 'donor', does: 'pull handle {one.fd} copy', as: 'pulled' },
  { who: 'donor', does: 'same one copy', as: 'copy' },
  { who: 'donor', does: 'poll handle', as: 'running' },
  { who: 'donor', does: 'kill other' },
  { who: 'donor', does: 'poll handle ms=2000', as: 'ended' },
];

const pulledAndPolled = {
  'pulled.error': '',
  'copy.same': 1,
  'running.ready': 0,
  'ended.ready': 1,
};

const worksFrom = (source: string, gets: Step): ActPart => ({
  says: `A pidfd from ${source} pulls, and poll tells when its process ends.`,
  role: 'core',
  setUp: [...starts, gets],
  steps: pullsAndPolls,
  expects: [{ sees: pulledAndPolled }],
  twin: {
    mends: 'Has a descriptor of the directory /proc/PID instead.',
    setUp: [...starts, { who: 'donor', does: 'open-proc {other.pid} handle' }],
    steps: pullsAndPolls,
  },
});

export const whatAPidfdIs: Claim = {
  id: 'C2',
  claim:
    'A pidfd means one process for good; it comes from pidfd_open, from CLONE_PIDFD or from opening /proc/PID.',
  parts: [
    worksFrom('pidfd_open', { who: 'donor', does: 'pidfd-open {other.pid} handle' }),
    worksFrom('CLONE_PIDFD', { who: 'donor', does: 'started-pidfd other handle' }),
    {
      says: 'A pidfd means its process also when another has the number.',
      role: 'core',
      setUp: [{ who: 'donor', does: 'own-namespaces user pid' }, ...mayPullOneself, ...numberUsedAgain],
      steps: [
        { who: 'donor', does: 'pidfd-signal handle 0', as: 'old' },
        { who: 'donor', does: 'pull handle 0 copy', as: 'pulled' },
        { who: 'donor', does: 'pidfd-signal strangers 0', as: 'new' },
      ],
      expects: [{ sees: { 'old.error': 'ESRCH', 'pulled.error': 'ESRCH', 'new.error': '' } }],
      twin: {
        mends: 'Asks for a pidfd by the number once more.',
        steps: [
          { who: 'donor', does: 'pidfd-open 300 handle' },
          { who: 'donor', does: 'pidfd-signal handle 0', as: 'old' },
          { who: 'donor', does: 'pull handle 0 copy', as: 'pulled' },
          { who: 'donor', does: 'pidfd-signal strangers 0', as: 'new' },
        ],
      },
    },
    {
      says: 'A descriptor of the directory /proc/PID takes signals only: it cannot pull (EBADF), and poll says “ready” while the process runs.',
      role: 'limit',
      setUp: [...starts, { who: 'donor', does: 'open-proc {other.pid} handle' }],
      steps: [
        { who: 'donor', does: 'pidfd-signal handle 0', as: 'signalled' },
        { who: 'donor', does: 'pull handle {one.fd} copy', as: 'pulled' },
        { who: 'donor', does: 'poll handle', as: 'running' },
      ],
      expects: [{ sees: { 'signalled.error': '', 'pulled.error': 'EBADF', 'running.ready': 1 } }],
      twin: {
        mends: 'Has a pidfd.',
        setUp: [...starts, { who: 'donor', does: 'pidfd-open {other.pid} handle' }],
        steps: [
          { who: 'donor', does: 'pidfd-signal handle 0', as: 'signalled' },
          { who: 'donor', does: 'pull handle {one.fd} copy', as: 'pulled' },
          { who: 'donor', does: 'poll handle', as: 'running' },
        ],
      },
    },
    {
      says: 'PIDFD_SELF takes signals only: pidfd_getfd says EBADF.',
      role: 'limit',
      setUp: [...mayPullOneself, { who: 'donor', does: 'pidfd-signal #-10000 0' }],
      steps: [{ who: 'donor', does: 'pull #-10000 0 copy', as: 'pulled' }],
      expects: [{ sees: { 'pulled.error': 'EBADF' } }],
      twin: {
        mends: 'Opens a pidfd of itself.',
        setUp: [...mayPullOneself, { who: 'donor', does: 'pidfd-open {self.pid} handle' }],
        steps: [{ who: 'donor', does: 'pull handle 0 copy', as: 'pulled' }],
      },
    },
  ],
};
