// SPDX-License-Identifier: Apache-2.0
// This process's part of the environment record: limits, privileges, confinement.

import { existsSync } from 'node:fs';
import type { Environment } from '../results/environment.ts';
import { readProc, statusField } from './read-proc.ts';

/** capabilities(7): either exempts from the limit of descriptors in flight. */
const sysAdmin = 21n;
const sysResource = 24n;

export function readLimits(): Pick<Environment['limits'], 'memlock' | 'inFlightExempt'> {
  const memlock = /^Max locked memory\s+(\S+)/m.exec(readProc('/proc/self/limits') ?? '')?.[1] ?? null;
  const effective = BigInt(`0x${statusField('CapEff') ?? '0'}`);
  const has = (capability: bigint): boolean => ((effective >> capability) & 1n) === 1n;
  return { memlock, inFlightExempt: has(sysAdmin) || has(sysResource) };
}

export function readSecurity(): Environment['security'] {
  const numberOf = (text: string | null): number | null => (text === null ? null : Number(text));
  return {
    uid: process.getuid?.() ?? -1,
    yamaPtraceScope: numberOf(readProc('/proc/sys/kernel/yama/ptrace_scope')),
    seccompMode: numberOf(statusField('Seccomp')),
    noNewPrivs: numberOf(statusField('NoNewPrivs')),
    lsms: readProc('/sys/kernel/security/lsm'),
    capabilitiesEffective: statusField('CapEff'),
  };
}

export function readIsolation(): Environment['isolation'] {
  return { cgroup: cgroupVersion(), container: containerKind() };
}

/** Version and controllers, not the path: it may hold names of users and hosts. */
function cgroupVersion(): string | null {
  const controllers = readProc('/sys/fs/cgroup/cgroup.controllers');
  if (controllers !== null) return `v2 (${controllers})`;
  return existsSync('/sys/fs/cgroup') ? 'v1' : null;
}

function containerKind(): string | null {
  if (existsSync('/run/.containerenv')) return 'podman';
  if (existsSync('/.dockerenv')) return 'docker';
  return process.env['container'] ?? null;
}
