// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import type { Step } from '../play.ts';

/** In a pid namespace of its own: a number is used a second time on purpose (clone3(2), set_tid). */
export const numberUsedAgain: readonly Step[] = [
  { who: 'donor', does: 'start-as 300 first' },
  { who: 'donor', does: 'pidfd-open 300 handle' },
  { who: 'donor', does: 'kill first' },
  { who: 'donor', does: 'reap first' },
  { who: 'donor', does: 'start-as 300 stranger', as: 'stranger' },
  { who: 'donor', does: 'pidfd-open 300 strangers' },
];

export const recycledPid: Claim = {
  id: 'C1',
  claim: 'A pid can be used again, so a signal by pid can reach a stranger.',
  parts: [
    {
      says: 'A number is used again, and a signal to it ends the stranger that has it now.',
      role: 'core',
      setUp: [{ who: 'donor', does: 'own-namespaces user pid' }, ...numberUsedAgain],
      steps: [
        { who: 'donor', does: 'signal-number 300 9', as: 'byNumber' },
        { who: 'donor', does: 'poll strangers ms=2000', as: 'stranger' },
      ],
      expects: [{ sees: { 'byNumber.error': '', 'stranger.ready': 1 } }],
      twin: {
        mends: 'Signals by the pidfd of the first process.',
        steps: [
          { who: 'donor', does: 'pidfd-signal handle 9', as: 'byNumber' },
          { who: 'donor', does: 'poll strangers', as: 'stranger' },
        ],
      },
    },
    {
      says: 'The pidfd of the process that had the number says ESRCH, and the stranger lives.',
      role: 'core',
      setUp: [{ who: 'donor', does: 'own-namespaces user pid' }, ...numberUsedAgain],
      steps: [
        { who: 'donor', does: 'pidfd-signal handle 9', as: 'byPidfd' },
        { who: 'donor', does: 'poll strangers', as: 'stranger' },
      ],
      expects: [{ sees: { 'byPidfd.error': 'ESRCH', 'stranger.ready': 0 } }],
      twin: {
        mends: 'Signals by the number.',
        steps: [
          { who: 'donor', does: 'signal-number 300 9', as: 'byPidfd' },
          { who: 'donor', does: 'poll strangers ms=2000', as: 'stranger' },
        ],
      },
    },
  ],
};
