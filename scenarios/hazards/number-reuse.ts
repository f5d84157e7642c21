// SPDX-License-Identifier: Apache-2.0
import type { Hazard } from '../hazard.ts';
import type { Step } from '../play.ts';
import { mayPull } from './may-pull.ts';

const announces: readonly Step[] = [{ who: 'donor', does: 'memfd file wanted', as: 'announced' }];
const closesAndOpens: readonly Step[] = [
  { who: 'donor', does: 'close file' },
  { who: 'donor', does: 'memfd file stranger', as: 'reused' },
];
const pulls: readonly Step[] = [
  { who: 'receiver', does: 'pull donor {announced.fd} got', as: 'pulled' },
  { who: 'receiver', does: 'content got', as: 'got' },
];

export const numberReuse: Hazard = {
  id: 'number-reuse',
  of: 'pull',
  danger: 'Between announcement and pull the donor closes the number and opens another file under it.',
  source: 'open(2), RETURN VALUE: the lowest number that is free; pidfd_getfd(2)',
  isSilent: true, // the pull succeeds with another file
  channel: 'seqpacket',
  naive: {
    does: 'Announces a number, closes it, opens another file; then the receiver pulls that number.',
    comes: 'The pull succeeds and brings the wrong file.',
    setUp: mayPull,
    steps: [...announces, ...closesAndOpens, ...pulls],
    expects: [
      {
        sees: {
          'reused.fd': { sameAs: 'announced.fd' },
          'pulled.error': '',
          'got.text': 'stranger',
        },
      },
    ],
  },
  ours: {
    does: 'The safe transfer duplicates what it gives before it announces, and holds it until it is acknowledged.',
    comes: 'The right file, whatever became of the first number.',
    setUp: mayPull,
    steps: [
      ...announces,
      { who: 'donor', does: 'hold file' },
      ...closesAndOpens,
      { who: 'donor', does: 'give channel held', as: 'given', later: true },
      { who: 'receiver', does: 'take channel pull', as: 'pulled' },
      { who: 'receiver', does: 'content got.0', as: 'got' },
    ],
    expects: [
      {
        sees: {
          'reused.fd': { sameAs: 'announced.fd' },
          'given.error': '',
          'pulled.error': '',
          'got.text': 'wanted',
        },
      },
    ],
  },
  twin: {
    mends: 'Closes the number after the pull.',
    steps: [...announces, ...pulls, ...closesAndOpens],
  },
};
