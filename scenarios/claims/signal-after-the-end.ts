// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import type { Step } from '../play.ts';

const starts: readonly Step[] = [
  { who: 'donor', does: 'start other', as: 'other' },
  { who: 'donor', does: 'pidfd-open {other.pid} handle' },
];
const signals: Step = { who: 'donor', does: 'pidfd-signal handle 0', as: 'signalled' };
const ends: Step = { who: 'donor', does: 'kill other' };
const reaps: Step = { who: 'donor', does: 'reap other' };

export const signalAfterTheEnd: Claim = {
  id: 'C3',
  claim: 'pidfd_send_signal fails with ESRCH once the process has ended.',
  parts: [
    {
      says: 'Once the process has ended and was waited for: ESRCH.',
      role: 'core',
      setUp: starts,
      steps: [ends, reaps, signals],
      expects: [{ sees: { 'signalled.error': 'ESRCH' } }],
      twin: { mends: 'The process still runs.', steps: [signals] },
    },
    {
      says: 'Once it has ended, but nobody has waited for it (a zombie), the signal succeeds.',
      role: 'limit',
      setUp: starts,
      steps: [ends, { who: 'donor', does: 'poll handle ms=2000', as: 'ended' }, signals],
      expects: [{ sees: { 'ended.ready': 1, 'signalled.error': '' } }],
      twin: {
        mends: 'It was waited for.',
        steps: [ends, reaps, { who: 'donor', does: 'poll handle ms=2000', as: 'ended' }, signals],
      },
    },
  ],
};
