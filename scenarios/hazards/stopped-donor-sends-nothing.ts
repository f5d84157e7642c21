// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const gives: readonly Step[] = [{ who: 'donor', does: 'memfd file late' }];
const stops: readonly Step[] = [
  { who: 'conductor', does: 'signal donor SIGSTOP' },
  { who: 'donor', does: 'send channel file', as: 'sent', later: true },
];
const goesOn: Step = { who: 'conductor', does: 'signal donor SIGCONT' };

export const stoppedDonorSendsNothing: Hazard = {
  id: 'stopped-donor-sends-nothing',
  of: 'push',
  danger:
    'A donor that is stopped, or has no time, cannot send, and nothing says so: the receiver waits for ever, or thinks that there is nothing.',
  source: 'signal(7), SIGSTOP; recvmsg(2)',
  isSilent: true, // nothing comes, as where nothing is to come
  channel: 'seqpacket',
  naive: {
    does: 'Looks without waiting whether a stopped donor has sent what it was told to send.',
    comes: 'EAGAIN, as if the donor had nothing to give; when it goes on, the descriptor comes after all.',
    setUp: gives,
    steps: [
      ...stops,
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
      goesOn,
      { who: 'receiver', does: 'poll channel ms=5000' },
      { who: 'receiver', does: 'receive channel room=1 nonblock as=late', as: 'late' },
    ],
    expects: [{ sees: { 'got.error': 'EAGAIN', 'late.fds': 1 } }],
  },
  ours: {
    does: 'Waits for as long as its patience says, in the call itself.',
    comes:
      'EAGAIN after that time, which is reported as a wait that ran out, not as a sample that is missing; the late answer is taken, looked at and closed.',
    setUp: gives,
    steps: [
      ...stops,
      { who: 'receiver', does: 'patience channel 100' },
      { who: 'receiver', does: 'receive-checked channel limit=1', as: 'got' },
      goesOn,
      { who: 'receiver', does: 'patience channel 5000' },
      { who: 'receiver', does: 'receive-checked channel limit=1 as=late', as: 'late' },
      { who: 'receiver', does: 'close late.0', as: 'closed' },
    ],
    expects: [{ sees: { 'got.error': 'EAGAIN', 'late.error': '', 'late.fds': 1, 'closed.error': '' } }],
  },
  twin: {
    mends: 'The donor is not stopped.',
    steps: [
      { who: 'donor', does: 'send channel file', as: 'sent' },
      { who: 'receiver', does: 'receive channel room=1 nonblock', as: 'got' },
      { who: 'receiver', does: 'receive channel room=1 nonblock as=late', as: 'late' },
    ],
  },
};
