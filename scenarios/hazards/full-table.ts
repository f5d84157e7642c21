// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const hasThree: readonly Step[] = [
  { who: 'donor', does: 'memfd one first', as: 'one' },
  { who: 'donor', does: 'memfd two second', as: 'two' },
  { who: 'donor', does: 'memfd three third', as: 'three' },
];
const pullsThree: readonly Step[] = [
  { who: 'receiver', does: 'count', as: 'before' },
  { who: 'receiver', does: 'pull donor {one.fd} got.0', as: 'first' },
  { who: 'receiver', does: 'pull donor {two.fd} got.1', as: 'second' },
  { who: 'receiver', does: 'pull donor {three.fd} got.2', as: 'third' },
  { who: 'receiver', does: 'leave-free 1' }, // looking takes one
  { who: 'receiver', does: 'count', as: 'after' },
];

export const fullTable: Hazard = {
  id: 'full-table',
  of: 'pull',
  danger: 'The receiver’s table fills in the middle of a batch, which then is neither whole nor gone.',
  source: 'pidfd_getfd(2), ERRORS: EMFILE',
  isSilent: false, // EMFILE of the pull
  channel: 'seqpacket',
  naive: {
    does: 'Pulls three descriptors, one call each, with room for two.',
    comes: 'The third call says EMFILE; the first two stay open.',
    setUp: mayPull,
    steps: [...hasThree, { who: 'receiver', does: 'leave-free 2' }, ...pullsThree],
    expects: [
      {
        sees: {
          'first.error': '',
          'second.error': '',
          'third.error': 'EMFILE',
          'after.open': { sameAs: 'before.open', plus: 2 },
        },
      },
    ],
  },
  ours: {
    does: 'The safe transfer takes all or none. The donor still has them, so it can be done again.',
    comes: 'EMFILE at both ends with nothing left open; with room the same batch arrives whole.',
    setUp: mayPull,
    steps: [
      ...hasThree,
      { who: 'receiver', does: 'leave-free 3' }, // one of them is for the donor's pidfd
      { who: 'receiver', does: 'count', as: 'before' },
      { who: 'donor', does: 'give channel one,two,three', as: 'told', later: true },
      { who: 'receiver', does: 'take channel pull limit=3', as: 'refused' },
      { who: 'receiver', does: 'count', as: 'after' },
      { who: 'receiver', does: 'leave-free 8' },
      { who: 'donor', does: 'give channel one,two,three', as: 'given', later: true },
      { who: 'receiver', does: 'take channel pull limit=3', as: 'again' },
      { who: 'receiver', does: 'content got.2', as: 'last' },
    ],
    expects: [
      {
        sees: {
          'refused.error': 'EMFILE',
          'told.refused': 'EMFILE',
          'after.open': { sameAs: 'before.open' },
          'again.error': '',
          'last.text': 'third',
        },
      },
    ],
  },
  twin: {
    mends: 'Has room for three.',
    steps: [...hasThree, { who: 'receiver', does: 'leave-free 3' }, ...pullsThree],
  },
};
