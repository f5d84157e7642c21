// SPDX-License-Identifier: Apache-2.0
// Other work on the machine.

import { loadavg } from 'node:os';
import type { Check } from './finding.ts';
import { ok } from './finding.ts';

export const load: Check = {
  id: 'load',
  run: ({ allowedCpus }) => {
    const recent = loadavg()[0] ?? 0;
    const evidence = `load average ${recent.toFixed(2)} on ${String(allowedCpus.length)} CPUs`;
    if (recent < allowedCpus.length / 2) return ok(evidence);
    return { status: 'note', evidence, remedy: 'stop other work, or expect wide intervals' };
  },
};
