// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import type { Step } from '../play.ts';
import { pullsOne, mayCompare } from './pulling.ts';

const opensEntry: Step = {
  who: 'receiver',
  does: 'open-proc-fd {donor.pid} {one.fd} copy',
  as: 'opened',
};
const compares: Step = { who: 'receiver', does: 'same-across {donor.pid} {one.fd} copy', as: 'copy' };
const pullsInstead: Step = { ...pullsOne, as: 'opened' };

export const entriesOfProc: Claim = {
  id: 'C4',
  claim: 'Opening entries of /proc/PID/fd is no substitute: sockets and pipes cannot be reached as files.',
  parts: [
    {
      says: 'A socket cannot be opened by its entry: ENXIO.',
      role: 'core',
      setUp: [...mayCompare, { who: 'donor', does: 'open tcp_listener one', as: 'one' }],
      steps: [opensEntry],
      expects: [{ sees: { 'opened.error': 'ENXIO' } }],
      twin: { mends: 'Pulls it.', steps: [pullsInstead] },
    },
    {
      says: 'A file opens by its entry, but as another open file description, with an offset of its own.',
      role: 'core',
      setUp: [...mayCompare, { who: 'donor', does: 'memfd one content', as: 'one' }],
      steps: [
        { who: 'donor', does: 'offset one to=3' },
        opensEntry,
        compares,
        { who: 'receiver', does: 'offset copy', as: 'own' },
      ],
      expects: [{ sees: { 'opened.error': '', 'copy.same': 0, 'own.offset': 0 } }],
      twin: {
        mends: 'Pulls it.',
        steps: [
          { who: 'donor', does: 'offset one to=3' },
          pullsInstead,
          compares,
          { who: 'receiver', does: 'offset copy', as: 'own' },
        ],
      },
    },
    {
      says: 'Not so of pipes: a pipe opens by its entry, as another open file description; so of these two only sockets cannot be reached.',
      role: 'limit',
      setUp: [...mayCompare, { who: 'donor', does: 'open pipe one', as: 'one' }],
      steps: [
        opensEntry,
        compares,
        { who: 'donor', does: 'write one.other through' },
        { who: 'receiver', does: 'read copy', as: 'read' },
      ],
      expects: [{ sees: { 'opened.error': '', 'copy.same': 0, 'read.text': 'through' } }],
      twin: {
        mends: 'Pulls it.',
        steps: [
          pullsInstead,
          compares,
          { who: 'donor', does: 'write one.other through' },
          { who: 'receiver', does: 'read copy', as: 'read' },
        ],
      },
    },
  ],
};
