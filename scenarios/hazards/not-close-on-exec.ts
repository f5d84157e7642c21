// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const sendsOne: readonly Step[] = [
  { who: 'donor', does: 'memfd file secret' },
  { who: 'donor', does: 'send channel file', as: 'sent' },
];

export const notCloseOnExec: Hazard = {
  id: 'not-close-on-exec',
  of: 'push',
  danger:
    'A received descriptor is not close-on-exec unless it is asked for, and every program that is started gets it.',
  source: 'recvmsg(2), MSG_CMSG_CLOEXEC (Linux 2.6.23)',
  isSilent: true, // whoever starts a program is told nothing of what it gets
  channel: 'seqpacket',
  naive: {
    does: 'Receives without MSG_CMSG_CLOEXEC a descriptor that was close-on-exec at the donor, and starts a program.',
    comes: 'The program has the descriptor.',
    steps: [
      ...sendsOne,
      { who: 'receiver', does: 'receive channel room=1', as: 'got' },
      { who: 'receiver', does: 'survives-exec got.0', as: 'started' },
    ],
    expects: [{ sees: { 'sent.error': '', 'got.fds': 1, 'started.survives': 1 } }],
  },
  ours: {
    does: 'Always asks for close-on-exec, in the call that receives: there is no instant without it.',
    comes: 'The program does not have the descriptor.',
    steps: [
      ...sendsOne,
      { who: 'receiver', does: 'receive-checked channel limit=1', as: 'got' },
      { who: 'receiver', does: 'survives-exec got.0', as: 'started' },
    ],
    expects: [{ sees: { 'got.error': '', 'got.fds': 1, 'started.survives': 0 } }],
  },
  twin: {
    mends: 'Receives with MSG_CMSG_CLOEXEC.',
    steps: [
      ...sendsOne,
      { who: 'receiver', does: 'receive channel room=1 cloexec', as: 'got' },
      { who: 'receiver', does: 'survives-exec got.0', as: 'started' },
    ],
  },
};
