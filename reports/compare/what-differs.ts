// SPDX-License-Identifier: Apache-2.0
// What differs between the runs, of all that may move a number: machine, kernel, programs, and how they were run.
// Told before any number, because none of it can be taken out of the numbers again.

import type { Environment } from '../../bench/results/environment.ts';
import type { Result } from '../../bench/results/result.ts';
import { noNumber } from '../format.ts';
import { wordsForPlacement } from '../row-lookup.ts';
import type { ComparedRun } from './compared-run.ts';

export interface Difference {
  readonly what: string;
  /** One for each run, in their order. */
  readonly values: readonly string[];
}

type Value = string | number | boolean | null;
type Fact = readonly [what: string, read: (of: Environment) => Value];
type RunFact = readonly [what: string, read: (run: Result['run']) => Value];

/** cgroup and hostname are names, not conditions; the sizes of packages move nothing that is timed. */
const facts: readonly Fact[] = [
  ['kernel', ({ kernel }) => `${kernel.release} ${kernel.version}`],
  ['kernel command line', ({ kernel }) => kernel.commandLine],
  ['CPU model', ({ cpu }) => cpu.model],
  ['architecture', ({ cpu }) => cpu.architecture],
  ['CPUs online', ({ cpu }) => cpu.onlineCount],
  ['CPUs allowed', ({ cpu }) => cpu.allowed.join(', ')],
  ['CPU topology', ({ cpu }) => cpu.topology.map((core) => core ?? noNumber).join(', ')],
  ['governor', ({ cpu }) => cpu.governor],
  ['hypervisor', ({ cpu }) => cpu.hypervisor],
  ['container', ({ isolation }) => isolation.container],
  ['memory, bytes', ({ memory }) => memory.total_bytes],
  ['clock source', ({ clock }) => clock.source],
  ['uid', ({ security }) => security.uid],
  ['capabilities', ({ security }) => security.capabilitiesEffective],
  ['Yama', ({ security }) => security.yamaPtraceScope],
  ['seccomp', ({ security }) => security.seccompMode],
  ['no new privileges', ({ security }) => security.noNewPrivs],
  ['security modules', ({ security }) => security.lsms],
  ['limit of open files, soft', ({ limits }) => limits.nofileSoft],
  ['limit of open files, hard', ({ limits }) => limits.nofileHard],
  ['limit of locked memory', ({ limits }) => limits.memlock],
  ['exempt from the limit in flight', ({ limits }) => limits.inFlightExempt],
  ['benchmark', ({ versions }) => versions.benchmark],
  ['revision', ({ build }) => build.revision],
  ['helper sha256', ({ build }) => build.helperSha256],
  ['compiler', ({ build }) => build.compiler],
  ['compiler flags', ({ build }) => build.flags],
  ['libc', ({ versions }) => versions.libc],
  ['Node', ({ versions }) => versions.node],
];

const runFacts: readonly RunFact[] = [
  ['quick', ({ quick }) => quick],
  ['status', ({ status }) => status],
];

export function whatDiffers(runs: readonly ComparedRun[]): readonly Difference[] {
  const environments = runs.map(({ result }) => result.environment);
  const all = [
    ...facts.map(([what, read]) => ({ what, values: environments.map(read) })),
    ...eachOf(
      'mitigation',
      environments.map(({ cpu }) => cpu.mitigations),
    ),
    ...eachOf(
      'sysctl',
      environments.map(({ sysctls }) => sysctls),
    ),
    ...runFacts.map(([what, read]) => ({ what, values: runs.map(({ result }) => read(result.run)) })),
    ...blocksOf(runs),
  ];
  return all
    .filter(({ values }) => new Set(values).size > 1)
    .map(({ what, values }) => ({ what, values: values.map(wordOf) }));
}

interface Found {
  readonly what: string;
  readonly values: readonly Value[];
}

/** Entry by entry: of thirty mitigations the one that differs is the one to read. */
function eachOf(what: string, records: readonly Readonly<Record<string, string | null>>[]): readonly Found[] {
  const names = [...new Set(records.flatMap((record) => Object.keys(record)))].sort();
  return names.map((name) => ({
    what: `${what} ${name}`,
    values: records.map((record) => (Object.hasOwn(record, name) ? (record[name] ?? null) : null)),
  }));
}

/** Planned blocks, of what every run has; what one of them does not have is told elsewhere. */
function blocksOf(runs: readonly ComparedRun[]): readonly Found[] {
  const [first] = runs;
  return (first?.result.cells ?? []).flatMap(({ scenario, placement }) => {
    const values = runs.map(
      ({ result }) =>
        result.cells.find((cell) => cell.scenario === scenario && cell.placement === placement)?.blocks,
    );
    const known = values.filter((blocks) => blocks !== undefined);
    const what = `planned blocks of ${scenario}, ${wordsForPlacement(placement)}`;
    return known.length < runs.length ? [] : [{ what, values: known }];
  });
}

function wordOf(value: Value): string {
  if (value === null) return 'not told';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === '' ? 'empty' : String(value);
}
