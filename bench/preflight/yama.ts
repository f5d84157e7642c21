// SPDX-License-Identifier: Apache-2.0
// Yama's ptrace_scope decides who may pull from whom.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { readProc } from './read-proc.ts';

export const yama: Check = {
  id: 'yama',
  run: () => {
    const scope = readProc('/proc/sys/kernel/yama/ptrace_scope');
    if (scope === null) return ok('not built into this kernel');
    if (scope === '0') return ok('ptrace_scope is 0: classic rules');
    return {
      status: 'note',
      evidence: `ptrace_scope is ${scope}: pulling needs CAP_SYS_PTRACE or a descendant as donor`,
      remedy: 'see pidfd-getfd for whether it matters here',
    };
  },
};
