// SPDX-License-Identifier: Apache-2.0
// What differs between the machine and programs of a stored result and those of now. A ratio across two machines says
// nothing about a change of code; one across two compilers says something about both.

import type { Environment } from '../results/environment.ts';

export interface EnvironmentDifference {
  readonly what: string;
  readonly stored: string;
  readonly now: string;
  /** `machine`: may move every time, with the code unchanged. `program`: what is compared, or how it was built. */
  readonly side: 'machine' | 'program';
}

type Fact = readonly [
  what: string,
  side: EnvironmentDifference['side'],
  read: (of: Environment) => string | number | null,
];

/** Without what changes from one login to the next (cgroup), or moves no time (memory, file limits). */
const facts: readonly Fact[] = [
  ['kernel', 'machine', ({ kernel }) => `${kernel.release} ${kernel.version}`],
  ['kernel command line', 'machine', ({ kernel }) => kernel.commandLine],
  ['CPU model', 'machine', ({ cpu }) => cpu.model],
  ['architecture', 'machine', ({ cpu }) => cpu.architecture],
  ['CPUs online', 'machine', ({ cpu }) => cpu.onlineCount],
  ['CPUs allowed', 'machine', ({ cpu }) => cpu.allowed.join(',')],
  ['CPU topology', 'machine', ({ cpu }) => cpu.topology.join(',')],
  ['governor', 'machine', ({ cpu }) => cpu.governor],
  ['mitigations', 'machine', ({ cpu }) => sortedJson(cpu.mitigations)],
  ['hypervisor', 'machine', ({ cpu }) => cpu.hypervisor],
  ['clock source', 'machine', ({ clock }) => clock.source],
  ['user', 'machine', ({ security }) => security.uid],
  ['capabilities', 'machine', ({ security }) => security.capabilitiesEffective],
  ['Yama', 'machine', ({ security }) => security.yamaPtraceScope],
  ['seccomp', 'machine', ({ security }) => security.seccompMode],
  ['security modules', 'machine', ({ security }) => security.lsms],
  ['container', 'machine', ({ isolation }) => isolation.container],
  ['sysctls', 'machine', ({ sysctls }) => sortedJson(sysctls)],
  ['libc', 'program', ({ versions }) => versions.libc],
  ['node', 'program', ({ versions }) => versions.node],
  ['benchmark', 'program', ({ versions }) => versions.benchmark],
  ['revision', 'program', ({ build }) => build.revision],
  ['compiler', 'program', ({ build }) => build.compiler],
  ['compiler flags', 'program', ({ build }) => build.flags],
  ['helper sha256', 'program', ({ build }) => build.helperSha256.slice(0, 12)],
];

export function environmentDifferences(stored: Environment, now: Environment): EnvironmentDifference[] {
  return facts.flatMap(([what, side, read]) => {
    const [before, after] = [read(stored), read(now)].map((value) => String(value ?? 'unknown'));
    if (before === undefined || after === undefined || before === after) return [];
    return [{ what, side, stored: before, now: after }];
  });
}

/** The order of keys is the file system's. */
function sortedJson(values: Readonly<Record<string, unknown>>): string {
  return JSON.stringify(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
