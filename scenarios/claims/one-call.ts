// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import { mayPull } from '../hazards/may-pull.ts';
import type { Step } from '../play.ts';
import { pullsOne } from './pulling.ts';

const opens: readonly Step[] = [...mayPull, { who: 'donor', does: 'memfd one content', as: 'one' }];
const looks: Step = { who: 'receiver', does: 'content copy', as: 'copy' };
const receives: Step = { who: 'receiver', does: 'receive channel room=100 cloexec nonblock', as: 'got' };

export const oneCall: Claim = {
  id: 'C8',
  claim: 'One system call takes the place of a socket interface that is hard to use right.',
  parts: [
    {
      says: 'One call of the receiver has it; a donor that is stopped takes no part in it.',
      role: 'core',
      setUp: [...opens, { who: 'conductor', does: 'signal donor SIGSTOP' }],
      steps: [pullsOne, looks],
      expects: [{ sees: { 'pulled.error': '', 'copy.text': 'content' } }],
      twin: {
        mends: 'The donor has ended.',
        steps: [{ who: 'conductor', does: 'end donor' }, pullsOne, looks],
      },
    },
    {
      says: 'How many of the hazards that we list go wrong without an error of any call: the lists are ours, and no sample.',
      role: 'beside',
      drawsOn: 'silent-hazards',
    },
    {
      says: 'One call has one descriptor, and a word of flags that must be 0; one message has a hundred.',
      role: 'limit',
      channel: 'seqpacket',
      setUp: opens,
      steps: [
        pullsOne,
        { who: 'receiver', does: 'pull donor {one.fd} more flags=1', as: 'flagged' },
        { who: 'donor', does: 'send channel one*100' },
        receives,
      ],
      expects: [{ sees: { 'pulled.error': '', 'flagged.error': 'EINVAL', 'got.fds': 100 } }],
      twin: {
        mends: 'Sends one, too.',
        steps: [
          pullsOne,
          { who: 'receiver', does: 'pull donor {one.fd} more flags=1', as: 'flagged' },
          { who: 'donor', does: 'send channel one' },
          receives,
        ],
      },
    },
    {
      says: 'The number must be known and stay what it is: where the donor has used it again, the call succeeds with another file.',
      role: 'limit',
      setUp: opens,
      steps: [
        { who: 'donor', does: 'close one' },
        { who: 'donor', does: 'memfd one another', as: 'again' },
        pullsOne,
        looks,
      ],
      expects: [{ sees: { 'again.fd': { sameAs: 'one.fd' }, 'pulled.error': '', 'copy.text': 'another' } }],
      twin: {
        mends: 'The donor keeps it open.',
        steps: [{ who: 'donor', does: 'memfd other another', as: 'again' }, pullsOne, looks],
      },
    },
    {
      says: 'It needs the right to trace the donor, which nobody needs whom the donor sends to.',
      role: 'limit',
      channel: 'seqpacket',
      setUp: [
        { who: 'donor', does: 'capabilities none' },
        { who: 'receiver', does: 'capabilities none' },
        { who: 'donor', does: 'dumpable 1' },
        ...opens,
      ],
      steps: [
        { who: 'donor', does: 'dumpable 0' },
        pullsOne,
        { who: 'donor', does: 'send channel one' },
        receives,
      ],
      expects: [{ sees: { 'pulled.error': 'EPERM', 'got.fds': 1 } }],
      twin: {
        mends: 'The donor stays dumpable.',
        steps: [pullsOne, { who: 'donor', does: 'send channel one' }, receives],
      },
    },
  ],
};
