// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';

/** Each has something of its own under the number 100. */
const bothHaveTheNumber: readonly Step[] = [
  { who: 'donor', does: 'pair stream near far' },
  { who: 'donor', does: 'dup-to near 100 watched', as: 'watched' },
  { who: 'donor', does: 'flags watched', as: 'given' },
  { who: 'donor', does: 'write far hello' },
  { who: 'receiver', does: 'memfd mine mine' },
  { who: 'receiver', does: 'dup-to mine 100 own' },
];
const givesItself: readonly Step[] = [
  { who: 'donor', does: 'send channel watched' },
  { who: 'receiver', does: 'receive channel room=1 cloexec' },
  { who: 'receiver', does: 'flags got.0', as: 'taken' },
  { who: 'receiver', does: 'epoll set' },
  { who: 'receiver', does: 'epoll-add set got.0' },
  { who: 'receiver', does: 'epoll-wait set ms=5000', as: 'event' },
  { who: 'receiver', does: 'read #{event.number}', as: 'read' },
];

export const nothingElseTravels: Hazard = {
  id: 'nothing-else-travels',
  of: 'both',
  danger:
    'Only the description travels: not close-on-exec, not what an epoll set means by its numbers; nor (not played) the keys of a TLS session that the program itself holds: those of kTLS are the socket’s, and do travel.',
  source: 'fcntl(2), F_SETFD; epoll_ctl(2): event.data is the caller’s own; unix(7), SCM_RIGHTS',
  isSilent: true, // each call succeeds, on another file
  channel: 'seqpacket',
  naive: {
    does: 'Gives its epoll set away instead of what is in it, and the receiver takes the number that an event tells.',
    comes: 'The number means something else in the receiver’s table, and close-on-exec is gone.',
    steps: [
      ...bothHaveTheNumber,
      { who: 'donor', does: 'epoll set' },
      { who: 'donor', does: 'epoll-add set watched' },
      { who: 'donor', does: 'send channel set' },
      { who: 'receiver', does: 'receive channel room=1' },
      { who: 'receiver', does: 'flags got.0', as: 'taken' },
      { who: 'receiver', does: 'epoll-wait got.0 ms=5000', as: 'event' },
      { who: 'receiver', does: 'read #{event.number}', as: 'read' },
    ],
    expects: [
      {
        sees: {
          'given.closeOnExec': 1,
          'taken.closeOnExec': 0,
          'event.number': { sameAs: 'watched.fd' },
          'read.text': 'mine',
        },
      },
    ],
  },
  ours: {
    does: 'Gives each descriptor, sets close-on-exec as it arrives, and the receiver puts it into a set of its own.',
    comes: 'Events tell the receiver’s own numbers, and reading one brings what was sent.',
    steps: [...bothHaveTheNumber, ...givesItself],
    expects: [
      { sees: { 'given.closeOnExec': 1, 'taken.closeOnExec': 1, 'event.events': 1, 'read.text': 'hello' } },
    ],
  },
  twin: {
    mends: 'Gives the descriptor itself.',
    steps: [...bothHaveTheNumber, ...givesItself],
  },
};
