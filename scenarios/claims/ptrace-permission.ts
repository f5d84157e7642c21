// SPDX-License-Identifier: Apache-2.0
import type { Claim } from '../claim.ts';
import { mayPull } from '../hazards/may-pull.ts';
import type { Step } from '../play.ts';
import { pullsOne } from './pulling.ts';

/** Both without capabilities, which would stand above the rule. */
const ordinary: readonly Step[] = [
  { who: 'donor', does: 'capabilities none' },
  { who: 'receiver', does: 'capabilities none' },
  { who: 'donor', does: 'dumpable 1' },
  ...mayPull,
  { who: 'receiver', does: 'trace {donor.pid}' },
  { who: 'donor', does: 'memfd one content', as: 'one' },
];
const cannotBeTraced: Step = { who: 'donor', does: 'dumpable 0' };
/** ptrace(2) asks for the same right. */
const traces: Step = { who: 'receiver', does: 'trace {donor.pid}', as: 'traced' };

export const ptracePermission: Claim = {
  id: 'C7',
  claim: 'The caller needs PTRACE_MODE_ATTACH_REALCREDS on the donor.',
  parts: [
    {
      says: 'Who may not trace the donor may not pull: from one that is not dumpable, EPERM from both.',
      role: 'core',
      setUp: ordinary,
      steps: [cannotBeTraced, traces, pullsOne],
      expects: [{ sees: { 'traced.error': 'EPERM', 'pulled.error': 'EPERM' } }],
      twin: { mends: 'The donor stays dumpable.', steps: [traces, pullsOne] },
    },
    {
      says: 'Who may trace it may pull: from one that is dumpable again.',
      role: 'core',
      setUp: ordinary,
      steps: [cannotBeTraced, { who: 'donor', does: 'dumpable 1' }, traces, pullsOne],
      expects: [{ sees: { 'traced.error': '', 'pulled.error': '', 'pulled.fd': { atLeast: 3 } } }],
      twin: { mends: 'It is not dumpable.', steps: [cannotBeTraced, traces, pullsOne] },
    },
  ],
};
