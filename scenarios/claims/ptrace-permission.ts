// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import type { Step } from '../play.ts';
import { pullsOne, receiverMayPull } from './pulling.ts';

/** Both without capabilities, which would stand above the rule. */
const ordinary: readonly Step[] = [
  { who: 'donor', does: 'drop-capabilities' },
  { who: 'receiver', does: 'drop-capabilities' },
  { who: 'donor', does: 'dumpable 1' },
  ...receiverMayPull,
  { who: 'donor', does: 'memfd one content', as: 'one' },
];
const cannotBeTraced: Step = { who: 'donor', does: 'dumpable 0' };
const pushesOne: readonly Step[] = [
  { who: 'donor', does: 'send channel one', as: 'sent' },
  { who: 'receiver', does: 'receive channel room=1 cloexec as=got', as: 'got' },
];

export const ptracePermission: Claim = {
  id: 'C7',
  claim: 'The caller needs PTRACE_MODE_ATTACH_REALCREDS on the donor.',
  parts: [
    {
      says: 'Who may not trace the donor may not pull: from one that is not dumpable, EPERM.',
      role: 'core',
      setUp: ordinary,
      steps: [cannotBeTraced, pullsOne],
      expects: [{ sees: { 'pulled.error': 'EPERM' } }],
      twin: { mends: 'The donor stays dumpable.', steps: [pullsOne] },
    },
    {
      says: 'Who may trace it may pull: from one that is dumpable again.',
      role: 'core',
      setUp: ordinary,
      steps: [cannotBeTraced, { who: 'donor', does: 'dumpable 1' }, pullsOne],
      expects: [{ sees: { 'pulled.error': '', 'pulled.fd': { atLeast: 3 } } }],
      twin: { mends: 'It is not dumpable.', steps: [cannotBeTraced, pullsOne] },
    },
    {
      says: 'A push needs no such right: the same donor sends what cannot be pulled from it.',
      role: 'limit',
      channel: 'seqpacket',
      setUp: ordinary,
      steps: [cannotBeTraced, pullsOne, ...pushesOne],
      expects: [{ sees: { 'pulled.error': 'EPERM', 'sent.error': '', 'got.fds': 1 } }],
      twin: { mends: 'The donor stays dumpable.', steps: [pullsOne, ...pushesOne] },
    },
  ],
};
