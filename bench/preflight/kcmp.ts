// SPDX-License-Identifier: Apache-2.0
// kcmp(2) proves that both hold the same open file description; without it the oracle asks by flags.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { tryLaunch } from './launch-trial.ts';

export const kcmp: Check = {
  id: 'kcmp',
  run: async (machine) => {
    const { receiver } = await tryLaunch(machine, ['--mechanism', 'scm_rights']);
    const method = receiver?.oracle.method ?? 'not known';
    if (method === 'kcmp') return ok('the oracle compares by kcmp');
    return {
      status: 'note',
      evidence: `the oracle’s method is "${method}"`,
      remedy: 'nothing to do: it asks by status flags; kcmp needs CONFIG_KCMP and ptrace access',
    };
  },
};
