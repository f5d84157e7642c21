// SPDX-License-Identifier: Apache-2.0
// Two CPUs are needed for the placement across CPUs.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';

export const cpus: Check = {
  id: 'cpus',
  run: ({ allowedCpus }) => {
    const list = allowedCpus.join(', ');
    if (allowedCpus.length >= 2) return ok(`${String(allowedCpus.length)} allowed: ${list}`);
    return {
      status: 'limits',
      evidence: `only CPU ${list} is allowed: cross-cpu is skipped`,
      remedy: 'widen the CPU mask (taskset, cpuset, the container’s limits)',
    };
  },
};
