// SPDX-License-Identifier: Apache-2.0
// SCM_RIGHTS works; without it there is nothing to compare with.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { tryLaunch } from './launch-trial.ts';

export const push: Check = {
  id: 'scm-rights',
  run: async (machine) => {
    const { error } = await tryLaunch(machine, ['--mechanism', 'scm_rights']);
    if (error === null) return ok('one descriptor was sent and arrived');
    return {
      status: 'blocks',
      evidence: `${error.code}: ${error.text}`,
      remedy: 'AF_UNIX sockets must be allowed here (a sandbox or seccomp filter?)',
    };
  },
};
