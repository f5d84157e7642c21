// SPDX-License-Identifier: Apache-2.0
// What the machine did during a launch: time stolen by the hypervisor, time that anybody waited for a
// CPU. null where /proc does not say.

import { readFileSync } from 'node:fs';
import type { SystemDelta } from '../results/result.ts';

/** proc(5), /proc/stat: counted in USER_HZ, which is 100 on every Linux that Node runs on. */
const nanosecondsPerTick = 10_000_000;

export function readSystem(): SystemDelta {
  return { steal_ns: readSteal(), cpu_pressure_ns: readCpuPressure() };
}

export function systemSince(before: SystemDelta): SystemDelta {
  const after = readSystem();
  return {
    steal_ns: difference(after.steal_ns, before.steal_ns),
    cpu_pressure_ns: difference(after.cpu_pressure_ns, before.cpu_pressure_ns),
  };
}

function readSteal(): number | null {
  const fields = /^cpu +(.*)$/m.exec(readText('/proc/stat'))?.[1]?.split(/ +/);
  const ticks = Number(fields?.[7] ?? Number.NaN);
  return Number.isFinite(ticks) ? ticks * nanosecondsPerTick : null;
}

/** "some … total=MICROSECONDS" (Documentation/accounting/psi.rst). */
function readCpuPressure(): number | null {
  const total = /^some .*total=(\d+)/m.exec(readText('/proc/pressure/cpu'))?.[1];
  return total === undefined ? null : Number(total) * 1000;
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function difference(after: number | null, before: number | null): number | null {
  return after === null || before === null ? null : after - before;
}
