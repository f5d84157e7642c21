// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

const watchesAndGives: readonly Step[] = [
  { who: 'donor', does: 'tcp-socket listener', as: 'listener' },
  { who: 'donor', does: 'listen listener' },
  { who: 'donor', does: 'epoll set' },
  { who: 'donor', does: 'epoll-add set listener' },
  { who: 'donor', does: 'send channel listener' },
  { who: 'receiver', does: 'receive channel room=1 cloexec' },
];
const removes: Step = { who: 'donor', does: 'epoll-remove set listener' };
const closes: Step = { who: 'donor', does: 'close listener' };
const isVisited: readonly Step[] = [
  { who: 'receiver', does: 'connect {listener.port} visitor' },
  { who: 'receiver', does: 'poll got.0 ms=5000', as: 'receiver-poll' },
  { who: 'donor', does: 'epoll-wait set', as: 'woken' },
  { who: 'donor', does: 'epoll-remove set #{listener.fd}', as: 'too-late' },
];

export const epollGhost: Hazard = {
  id: 'epoll-ghost',
  of: 'both',
  danger:
    'A listener that was given away and closed keeps waking the donor that did not take it out of its epoll set.',
  source: 'epoll(7), Questions and answers, 6; HAProxy measured accept rates divided by 8',
  isSilent: false, // accept and EPOLL_CTL_DEL say EBADF
  channel: 'seqpacket',
  naive: {
    does: 'Gives its listener away and closes its number, which it had in an epoll set.',
    comes:
      'Each connection wakes the donor, which cannot accept it, and cannot remove it: the number is gone (EBADF).',
    steps: [...watchesAndGives, closes, ...isVisited],
    expects: [{ sees: { 'receiver-poll.ready': 1, 'woken.events': 1, 'too-late.error': 'EBADF' } }],
  },
  ours: {
    does: 'Takes it out of the set (EPOLL_CTL_DEL) before it closes.',
    comes: 'Only the receiver is woken.',
    steps: [...watchesAndGives, removes, closes, ...isVisited.slice(0, 3)],
    expects: [{ sees: { 'receiver-poll.ready': 1, 'woken.events': 0 } }],
  },
  twin: {
    mends: 'Takes it out of the set before it closes.',
    steps: [...watchesAndGives, removes, closes, ...isVisited],
  },
};
