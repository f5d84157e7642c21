// SPDX-License-Identifier: Apache-2.0
// The shape of a corpus file: gzip'd NDJSON, a header and then one array a launch, in the order of time.

import type { Environment } from '../../bench/results/environment.ts';
import type { LaunchSummary } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';

export const corpusFormat = 'fd-handover-bench/corpus';
export const corpusVersion = 1;

/** What each place of a launch's array holds. Times are ns. */
export const corpusColumns = [
  'part',
  'block',
  'position',
  'arm',
  'status',
  'oracle',
  'n',
  'wall_p10',
  'wall_p50',
  'wall_p90',
  'wall_p99',
  'cpu_p10',
  'cpu_p50',
  'cpu_p90',
  'steal',
  'cpu_pressure',
  'span',
  'involuntary_switches',
  'migrations',
  'leaked_descriptors',
] as const;

export type CorpusLine = readonly [
  part: number,
  block: number,
  position: number,
  arm: string,
  status: LaunchSummary['status'],
  oracle: LaunchSummary['oracle'],
  ...numbers: (number | null)[],
];

export interface CorpusPart {
  /** "quiet same-cpu". */
  readonly name: string;
  readonly scenario: string;
  readonly placement: Placement;
  readonly blocks: number;
  readonly launches: number;
  /** How the machine was disturbed on purpose; null: not at all. */
  readonly load: string | null;
}

export interface CorpusHeader {
  readonly format: typeof corpusFormat;
  readonly version: typeof corpusVersion;
  readonly columns: typeof corpusColumns;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly seed: number;
  readonly copies: readonly string[];
  readonly parts: readonly CorpusPart[];
  readonly machine: {
    readonly kernel: string;
    readonly cpu: string | null;
    readonly cpuCount: number;
    readonly hypervisor: string | null;
    readonly clock: Environment['clock'];
    readonly node: string;
    readonly libc: string | null;
    readonly compiler: string;
    readonly flags: string;
    readonly helperSha256: string;
    readonly revision: string | null;
  };
}
