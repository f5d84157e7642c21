// SPDX-License-Identifier: Apache-2.0
// pidfd_getfd works between two processes of one parent; where not, why not (pidfd_getfd(2)).

import { causeSentence } from '../diagnosis/cause-sentence.ts';
import type { PullCause } from '../diagnosis/pull-diagnosis.ts';
import { remediesFor } from '../diagnosis/remedies.ts';
import type { Check, Finding, Machine } from './finding.ts';
import { ok } from './finding.ts';
import { tryLaunch } from './launch-trial.ts';

export const pull: Check = {
  id: 'pidfd-getfd',
  run: async (machine) => {
    const { error } = await tryLaunch(machine, ['--mechanism', 'pidfd_getfd']);
    if (error === null) return ok('one descriptor was pulled from another process');
    const limits = (evidence: string, remedy: string): Finding => ({
      status: 'limits',
      evidence: `${evidence}: the arms that pull are skipped`,
      remedy,
    });
    if (error.code === 'ENOSYS') return limits('ENOSYS, the kernel has no pidfd_getfd', 'Linux 5.6 or newer');
    if (error.code !== 'EPERM') return limits(`${error.code}: ${error.text}`, 'see the message');
    const { cause, remedy } = causeOfRefusal(machine);
    return limits(`EPERM, ${cause}`, remedy);
  },
};

/** The two that tried it have ended. What else would refuse it between siblings of one user, shows here as well. */
function causeOfRefusal(machine: Machine): { cause: string; remedy: string } {
  const { cause: ofSelf, facts } = machine.diagnoseSelf();
  const bySiblings = scopes.find(([scope]) => scope === facts.yamaScope)?.[1] ?? 'unknown';
  const cause = ofSelf === 'filtered' || ofSelf === 'no-call' ? ofSelf : bySiblings;
  return {
    cause: causeSentence(cause, { ...facts, pulled: 'EPERM' }),
    remedy: remediesFor(cause)
      .slice(0, 2)
      .map(({ how }) => how)
      .join('; or: '),
  };
}

const scopes: readonly (readonly [number, PullCause])[] = [
  [1, 'yama-relation'],
  [2, 'yama-admin'],
  [3, 'yama-never'],
];
