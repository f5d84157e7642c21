// SPDX-License-Identifier: Apache-2.0
// A seccomp filter is run at every system call, and may refuse some.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { statusField } from './read-proc.ts';

export const seccomp: Check = {
  id: 'seccomp',
  run: () => {
    const mode = statusField('Seccomp');
    if (mode === '0' || mode === null) return ok('no filter');
    return {
      status: 'note',
      evidence: `a filter is active (mode ${mode}): every system call costs a little more`,
      remedy: 'compare only with runs under the same filter',
    };
  },
};
