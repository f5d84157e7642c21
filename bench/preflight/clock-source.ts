// SPDX-License-Identifier: Apache-2.0
// The stopwatch must be read in the vDSO: a clock source that needs a system call is in every stamp.

import type { Check } from './finding.ts';
import { ok } from './finding.ts';
import { readProc } from './read-proc.ts';

const tooSlowNs = 200;

export const clockSource: Check = {
  id: 'clock',
  run: ({ clock }) => {
    const source = readProc('/sys/devices/system/clocksource/clocksource0/current_clocksource') ?? 'unknown';
    const evidence = `${source}, ${clock.costNs.toFixed(0)} ns a reading, steps of ${String(clock.quantumNs)} ns`;
    if (clock.costNs < tooSlowNs) return ok(evidence);
    return {
      status: 'note',
      evidence: `${evidence}: too slow for the vDSO`,
      remedy: 'a kernel with clocksource=tsc or kvm-clock, or a sandbox that does not emulate the clock',
    };
  },
};
