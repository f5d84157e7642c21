// SPDX-License-Identifier: Apache-2.0
// From the parts that were taken to the bytes of a corpus file.

import { gzipSync } from 'node:zlib';
import { copyNames } from '../../bench/plan/copies.ts';
import type { Environment } from '../../bench/results/environment.ts';
import type { LaunchSummary } from '../../bench/results/result.ts';
import type { CorpusHeader, CorpusLine } from './corpus-format.ts';
import { corpusColumns, corpusFormat, corpusVersion } from './corpus-format.ts';
import type { TakenPart } from './take-part.ts';

export interface TakenCorpus {
  readonly parts: readonly TakenPart[];
  readonly environment: Environment;
  readonly seed: number;
  readonly startedAt: Date;
  readonly endedAt: Date;
}

export function corpusText(taken: TakenCorpus): Buffer {
  const lines = taken.parts.flatMap(({ launches }, part) => launches.map((launch) => lineOf(launch, part)));
  const text = [headerOf(taken), ...lines].map((line) => `${JSON.stringify(line)}\n`).join('');
  return gzipSync(text, { level: 9 });
}

function headerOf({ parts, environment, seed, startedAt, endedAt }: TakenCorpus): CorpusHeader {
  const { kernel, cpu, clock, versions, build } = environment;
  return {
    format: corpusFormat,
    version: corpusVersion,
    columns: corpusColumns,
    startedAt: startedAt.toISOString(),
    endedAt: endedAt.toISOString(),
    seed,
    copies: copyNames,
    parts: parts.map(({ name, placement, load, launches }) => ({
      name,
      scenario: launches[0]?.scenario ?? '',
      placement,
      blocks: new Set(launches.map(({ block }) => block)).size,
      launches: launches.length,
      load,
    })),
    machine: {
      kernel: kernel.release,
      cpu: cpu.model,
      cpuCount: cpu.onlineCount,
      hypervisor: cpu.hypervisor,
      clock,
      node: versions.node,
      libc: versions.libc,
      ...build,
    },
  };
}

/** Times to a tenth of a nanosecond: quantiles lie between samples, and samples are whole. */
function lineOf(
  { block, position, arm, status, oracle, ...launch }: LaunchSummary,
  part: number,
): CorpusLine {
  const { wall, cpu, conditions } = launch;
  const times = [wall?.p10, wall?.p50, wall?.p90, wall?.p99, cpu?.p10, cpu?.p50, cpu?.p90].map(tenths);
  const around = [
    conditions?.steal_ns,
    conditions?.cpu_pressure_ns,
    conditions?.span_ns,
    conditions?.involuntary_switches,
    conditions?.migrations,
    conditions?.leaked_descriptors,
  ].map((value) => value ?? null);
  return [part, block, position, arm, status, oracle, wall?.n ?? null, ...times, ...around];
}

function tenths(value: number | null | undefined): number | null {
  return value == null ? null : Math.round(value * 10) / 10;
}
