// SPDX-License-Identifier: Apache-2.0
// A CPU that changes its frequency changes every number with it.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { readProc } from './read-proc.ts';

export const governor: Check = {
  id: 'governor',
  run: ({ allowedCpus }) => {
    const cpu = String(allowedCpus.at(-1) ?? 0);
    const name = readProc(`/sys/devices/system/cpu/cpu${cpu}/cpufreq/scaling_governor`);
    if (name === null) return ok('this machine does not show one (usual in a guest)');
    if (name === 'performance') return ok('performance');
    return {
      status: 'note',
      evidence: `${name}: the frequency may change during a run`,
      remedy: 'where you may: cpupower frequency-set -g performance',
    };
  },
};
