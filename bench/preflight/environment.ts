// SPDX-License-Identifier: Apache-2.0
// The environment record: everything about the machine that may move a number, read once a run.

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { arch, cpus, hostname, release, totalmem, version } from 'node:os';
import { join } from 'node:path';
import { buildFacts } from '../native.ts';
import { projectRoot } from '../project-root.ts';
import type { Environment } from '../results/environment.ts';
import type { Machine } from './finding.ts';
import { recordedCommandLine } from './kernel-command-line.ts';
import { readProc } from './read-proc.ts';
import { readRevision } from './revision.ts';
import { readCpu } from './environment-cpu.ts';
import { readIsolation, readLimits, readSecurity } from './environment-process.ts';

const clocksource = '/sys/devices/system/clocksource/clocksource0/current_clocksource';

/** Kernel settings that the AF_UNIX and descriptor paths obey. */
const sysctls = [
  'net/unix/max_dgram_qlen',
  'net/core/wmem_default',
  'net/core/wmem_max',
  'net/core/optmem_max',
  'fs/nr_open',
  'fs/file-max',
  'kernel/sched_autogroup_enabled',
  'kernel/unprivileged_bpf_disabled',
] as const;

export function recordEnvironment(
  machine: Machine,
  { withHostname }: { readonly withHostname: boolean },
): Environment {
  return {
    kernel: { release: release(), version: version(), commandLine: readCommandLine() },
    cpu: { ...readCpu(machine.allowedCpus), architecture: arch(), onlineCount: cpus().length },
    clock: {
      source: readProc(clocksource),
      cost_ns: machine.clock.costNs,
      quantum_ns: machine.clock.quantumNs,
    },
    memory: { total_bytes: totalmem() },
    limits: { ...readLimits(), nofileSoft: machine.nofile.soft, nofileHard: machine.nofile.hard },
    security: readSecurity(),
    isolation: readIsolation(),
    sysctls: Object.fromEntries(
      sysctls.map((name) => [name.replaceAll('/', '.'), readProc(`/proc/sys/${name}`)]),
    ),
    versions: readVersions(),
    build: { revision: readRevision(), ...buildFacts(), helperSha256: hashFile(machine.helperPath) },
    hostname: withHostname ? hostname() : null,
  };
}

function readCommandLine(): string | null {
  const text = readProc('/proc/cmdline');
  return text === null ? null : recordedCommandLine(text);
}

function readVersions(): Environment['versions'] {
  const own = readPackage(projectRoot);
  const names = Object.keys({ ...own.dependencies, ...own.optionalDependencies });
  const installed = names.flatMap((name) => {
    const found = readPackage(join(projectRoot, 'node_modules', name)).version;
    return found === undefined ? [] : [[name, found] as const];
  });
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  const glibc = report.header?.glibcVersionRuntime;
  return {
    benchmark: own.version ?? 'unknown',
    node: process.versions.node,
    v8: process.versions.v8,
    libc: glibc === undefined ? null : `glibc ${glibc}`,
    packages: Object.fromEntries(installed),
  };
}

interface PackageFile {
  readonly version?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

function readPackage(folder: string): PackageFile {
  const path = join(folder, 'package.json');
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PackageFile) : {};
}

function hashFile(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
