// SPDX-License-Identifier: Apache-2.0
// The processor's part of the environment record.

import { readdirSync } from 'node:fs';
import type { Environment } from '../results/environment.ts';
import { readProc } from './read-proc.ts';

const vulnerabilities = '/sys/devices/system/cpu/vulnerabilities';

export function readCpu(
  allowed: readonly number[],
): Omit<Environment['cpu'], 'architecture' | 'onlineCount'> {
  const cpuinfo = readProc('/proc/cpuinfo') ?? '';
  const field = (name: string): string | null =>
    new RegExp(`^${name}\\s*:\\s*(.*)$`, 'm').exec(cpuinfo)?.[1] ?? null;
  return {
    model: field('model name') ?? field('Model') ?? field('CPU part'),
    allowed,
    topology: allowed.map(coreOf),
    governor: readProc(`/sys/devices/system/cpu/cpu${String(allowed.at(-1) ?? 0)}/cpufreq/scaling_governor`),
    mitigations: readMitigations(),
    hypervisor: hypervisorName(field('flags') ?? ''),
  };
}

/** "package/core" of a CPU. */
export function coreOf(cpu: number): string | null {
  const folder = `/sys/devices/system/cpu/cpu${String(cpu)}/topology`;
  const socket = readProc(`${folder}/physical_package_id`);
  const core = readProc(`${folder}/core_id`);
  return socket === null || core === null ? null : `${socket}/${core}`;
}

function readMitigations(): Record<string, string> {
  try {
    const names = readdirSync(vulnerabilities).sort();
    return Object.fromEntries(
      names.map((name) => [name, readProc(`${vulnerabilities}/${name}`) ?? 'unknown']),
    );
  } catch {
    return {};
  }
}

function hypervisorName(flags: string): string | null {
  if (!/\bhypervisor\b/.test(flags)) return null;
  return readProc('/sys/hypervisor/type') ?? readProc('/sys/class/dmi/id/sys_vendor') ?? 'unknown';
}
