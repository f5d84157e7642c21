// SPDX-License-Identifier: Apache-2.0
// The machine that the numbers come from: whatever may move them, as the environment record has it.

import type { Environment } from '../../bench/results/environment.ts';
import { formatBytes, formatCount, formatDuration } from '../format.ts';
import type { RowGroup, TableCell } from './blocks.ts';
import type { PartOfResult, Section } from './section.ts';

export const machine: Section<PartOfResult<'environment'>> = {
  id: 'machine',
  title: 'The machine',
  blocks: ({ result }) => [
    {
      kind: 'table',
      caption: 'Environment of this run; "not told" where the machine does not say',
      columns: [
        { title: 'property', align: 'left' },
        { title: 'value', align: 'left' },
      ],
      groups: [
        group('Kernel and processor', hardwareOf(result.environment)),
        group('Limits and security', limitsOf(result.environment)),
        group('Software', softwareOf(result.environment)),
      ],
    },
  ],
};

type Property = readonly [name: string, value: string | number | null];

function hardwareOf({ kernel, cpu, clock, memory, hostname }: Environment): readonly Property[] {
  return [
    ['kernel', `${kernel.release} ${kernel.version}`],
    ['kernel command line', kernel.commandLine],
    ['CPU', cpu.model],
    ['architecture', cpu.architecture],
    ['CPUs online', formatCount(cpu.onlineCount)],
    [
      'CPUs allowed (package/core)',
      cpu.allowed.map((id, index) => `${id} (${cpu.topology[index] ?? '?'})`).join(', '),
    ],
    ['hypervisor', cpu.hypervisor],
    ['frequency governor', cpu.governor],
    ['mitigations', pairs(cpu.mitigations)],
    ['memory', formatBytes(memory.total_bytes)],
    ['clock source', clock.source],
    ['cost of reading the clock', formatDuration(clock.cost_ns)],
    ['quantum of the clock', formatDuration(clock.quantum_ns)],
    ...(hostname === null ? [] : [['hostname', hostname] as const]),
  ];
}

function limitsOf({ limits, security, isolation, sysctls }: Environment): readonly Property[] {
  return [
    [
      'descriptor limit, soft and hard',
      `${formatCount(limits.nofileSoft)}, ${formatCount(limits.nofileHard)}`,
    ],
    ['locked memory', limits.memlock],
    ['exempt from the limit of descriptors in flight', limits.inFlightExempt ? 'yes' : 'no'],
    ['user id', security.uid],
    ['Yama ptrace_scope', security.yamaPtraceScope],
    ['seccomp mode', security.seccompMode],
    ['no_new_privs', security.noNewPrivs],
    ['security modules', security.lsms],
    ['effective capabilities', security.capabilitiesEffective],
    ['cgroup', isolation.cgroup],
    ['container', isolation.container],
    ['sysctls', pairs(sysctls)],
  ];
}

function softwareOf({ versions, build }: Environment): readonly Property[] {
  return [
    ['benchmark', versions.benchmark],
    ['revision', build.revision],
    ['compiler', build.compiler],
    ['compiler flags', build.flags],
    ['helper sha256', build.helperSha256],
    ['Node', versions.node],
    ['V8', versions.v8],
    ['C library', versions.libc],
    ['packages', pairs(versions.packages)],
  ];
}

function group(heading: string, properties: readonly Property[]): RowGroup {
  return {
    heading,
    rows: properties.map(([name, value]): TableCell[] => [{ text: [name] }, { text: [shown(value)] }]),
  };
}

function shown(value: string | number | null): string {
  return value === null || value === '' ? 'not told' : String(value);
}

function pairs(record: Readonly<Record<string, string | null>>): string {
  return Object.entries(record)
    .map(([name, value]) => `${name}: ${value ?? 'not told'}`)
    .join('; ');
}
