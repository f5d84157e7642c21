// SPDX-License-Identifier: Apache-2.0
// Time stolen by the hypervisor since boot.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { readProc } from './read-proc.ts';

const noticeable = 0.01;

export const steal: Check = {
  id: 'steal',
  run: () => {
    const ticks =
      /^cpu +(.*)$/m
        .exec(readProc('/proc/stat') ?? '')?.[1]
        ?.split(/ +/)
        .slice(0, 8)
        .map(Number) ?? [];
    const share =
      (ticks[7] ?? 0) /
      Math.max(
        1,
        ticks.reduce((sum, value) => sum + value, 0),
      );
    const evidence = `${(share * 100).toFixed(2)} % of CPU time since boot was stolen`;
    if (share < noticeable) return ok(evidence);
    return { status: 'note', evidence, remedy: 'use a dedicated machine, or more blocks' };
  },
};
