// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const gives: readonly Step[] = [{ who: 'donor', does: 'memfd file late' }];
const stops: Step = { who: 'conductor', does: 'signal donor SIGSTOP' };
const goesOn: Step = { who: 'conductor', does: 'signal donor SIGCONT' };
const sends: Step = { who: 'donor', does: 'send channel file', as: 'sent' };
const waits: Step = { who: 'receiver', does: 'poll channel ms=300', as: 'waited' };
const receivesLater: readonly Step[] = [
  { who: 'receiver', does: 'poll channel ms=5000' },
  { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'late' },
];

export const stoppedDonorSendsNothing: Hazard = {
  id: 'stopped-donor-sends-nothing',
  of: 'push',
  danger:
    'A donor that is stopped, or has no time, cannot send, and nothing says so: the receiver waits for ever, or thinks that there is nothing.',
  source: 'signal(7), SIGSTOP; recvmsg(2)',
  isSilent: true, // nothing comes, as where nothing is to come
  channel: 'seqpacket',
  naive: {
    does: 'Waits for what a stopped donor was told to send.',
    comes:
      'Nothing, and no error, for as long as it is stopped; when it goes on, the descriptor comes after all.',
    setUp: gives,
    steps: [stops, { ...sends, later: true }, waits, goesOn, ...receivesLater],
    expects: [{ sees: { 'waited.error': '', 'waited.ready': 0, 'late.error': '', 'late.fds': 1 } }],
  },
  ours: {
    does: 'The safe transfer has one deadline for all of it, and says at both ends that it was not kept.',
    comes:
      'ETIMEDOUT, though the donor does not move; when it goes on, it is told as well, and its file is still open.',
    setUp: gives,
    steps: [
      stops,
      { who: 'donor', does: 'give channel file', as: 'given', later: true },
      { who: 'receiver', does: 'take channel push ms=200', as: 'got' },
      goesOn,
      { who: 'donor', does: 'content file', as: 'kept' },
    ],
    expects: [
      {
        sees: {
          'got.error': 'ETIMEDOUT',
          'given.error': 'HANDOVER_REFUSED',
          'given.refused': 'ETIMEDOUT',
          'kept.text': 'late',
        },
      },
    ],
  },
  twin: {
    mends: 'The donor is not stopped.',
    steps: [sends, waits, ...receivesLater],
  },
};
