// SPDX-License-Identifier: Apache-2.0
// The shape of what a run leaves behind: `result.json` (this type, checked against
// docs/result.schema.json) and `samples.ndjson.gz` (one LaunchRecord a line, in order).

import type { LaunchParameters, LaunchedBy, Placement, Scenario } from '../../scenarios/scenario.ts';
import type { Bytes, Nanoseconds } from '../units.ts';
import type { Environment } from './environment.ts';

export const resultSchemaName = 'fd-handover-bench/result';
export const resultVersion = 1;

/** The columns of the sample log, in the order of native/core/sample_log.h. */
export const instants = [
  'due',
  'start',
  'sent',
  'announced',
  'holding',
  'used',
  'released',
  'acknowledged',
  'donor_cpu',
  'receiver_cpu',
] as const;
export type InstantColumn = (typeof instants)[number];

/** One arm of a block: a mechanism with one set of parameters. */
export interface Arm {
  /** Unique in its scenario: `scm_rights`, `pidfd_getfd fresh pidfd`, … */
  readonly id: string;
  readonly mechanism: string;
  /** The variant's label, '' when there is only one. */
  readonly variant: string;
  readonly launchedBy: LaunchedBy;
  readonly isFloor: boolean;
}

/** Where a launch stands: everything that tells it from any other. */
export interface LaunchPlace {
  /** Position in the whole run, from 0. */
  readonly launch: number;
  readonly scenario: string;
  readonly placement: Placement;
  /** Block within (scenario, placement), from 0. */
  readonly block: number;
  /** Position within its block, from 0. */
  readonly position: number;
  readonly arm: string;
  /** Value of the scenario's axis, null without one. */
  readonly point: number | null;
}

export type LaunchStatus = 'ok' | 'failed' | 'unsupported';

export interface Failure {
  /** EPERM, HANDOVER_PEER_GONE, ORACLE, HELPER_DIED, … */
  readonly code: string;
  /** What was tried: a system call's name where it is one. */
  readonly operation: string;
  /** A sentence: what, where, what to do next. */
  readonly text: string;
}

export interface OracleReport {
  readonly verdict: 'pass' | 'fail' | 'not-run';
  readonly method: string;
  readonly received_count: number;
  readonly identity_checked: number;
  readonly description_checked: number;
  readonly wrong_identity: number;
  readonly wrong_description: number;
  readonly not_close_on_exec: number;
  readonly open_before: number;
  readonly open_after: number;
  readonly complaint: string;
}

/** What a role prints when it ends: one JSON line (docs/helper-protocol.md). */
export interface RoleReport {
  readonly protocol: number;
  readonly role: 'donor' | 'receiver';
  readonly status: LaunchStatus;
  readonly pid: number;
  readonly cpu: number;
  readonly transfers: number;
  readonly messages: number;
  readonly oracle: OracleReport;
  readonly usage: {
    readonly user_ns: Nanoseconds;
    readonly system_ns: Nanoseconds;
    readonly voluntary_switches: number;
    readonly involuntary_switches: number;
    readonly minor_faults: number;
    readonly major_faults: number;
    readonly migrations: number | null;
    readonly max_rss_bytes: Bytes;
  };
  readonly clock: { readonly cost_ns: Nanoseconds; readonly quantum_ns: Nanoseconds };
  readonly error: Failure | null;
}

/** What the machine did meanwhile: differences over the launch, null where /proc does not say. */
export interface SystemDelta {
  readonly steal_ns: Nanoseconds | null;
  readonly cpu_pressure_ns: Nanoseconds | null;
}

/** Samples of one launch, lossless and small. `start` holds ns after the start before it (the first:
 * after `epoch_ns`), every other instant ns after the start of its own sample, the two CPU columns ns
 * of CPU time; null where that instant was not stamped. A column never stamped is absent. */
export interface LaunchSamples {
  /** CLOCK_MONOTONIC of the zero point, as a decimal string: it may exceed 2^53. */
  readonly epoch_ns: string;
  /** The first `warmup` samples are the warm-up. */
  readonly warmup: number;
  /** Descriptors (or calls) in one sample: durations are divided by nothing here. */
  readonly count: number;
  readonly columns: Partial<Record<InstantColumn, readonly (number | null)[]>>;
}

/** One line of samples.ndjson.gz. */
export interface LaunchRecord extends LaunchPlace {
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  readonly parameters: LaunchParameters | null;
  readonly roles: readonly RoleReport[];
  readonly system: SystemDelta;
  readonly samples: LaunchSamples | null;
}

/** Quantiles of one launch (type 7), of its scenario's interval, warm-up left out. */
export interface Quantiles {
  readonly n: number;
  readonly p10: Nanoseconds;
  readonly p50: Nanoseconds;
  /** p90 and p99: null with fewer than 10 samples beyond. */
  readonly p90: Nanoseconds | null;
  readonly p99: Nanoseconds | null;
}

/** One launch in result.json: its place, whether it counts, and its quantiles. */
export interface LaunchSummary extends LaunchPlace {
  readonly status: LaunchStatus;
  readonly failure: Failure | null;
  readonly oracle: 'pass' | 'fail' | 'not-run';
  /** ns of wall time over the interval, a transfer (or a descriptor, or a call: see Interval). */
  readonly wall: Quantiles | null;
  /** ns of CPU time of both roles together, a transfer; null where it is not stamped. */
  readonly cpu: Quantiles | null;
  /** acknowledged − start, a transfer; null where it is not stamped. */
  readonly roundTrip: Quantiles | null;
}

/** A point estimate with the interval of the sign test over blocks. */
export interface Estimate {
  readonly value: number;
  /** null when there are too few blocks for any interval (under 10). */
  readonly interval: { readonly lo: number; readonly hi: number; readonly coverage: number } | null;
  readonly blocks: number;
}

/** One row of the final table: an arm at a point, over all its blocks. */
export interface Row {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  /** Blocks in which this arm gave a number, and blocks that were planned. */
  readonly blocks: number;
  readonly blocksPlanned: number;
  readonly launchesFailed: number;
  readonly oracle: 'pass' | 'fail' | 'not-run';
  /** Median over launches of each launch's quantile, ns, with its sign interval. Where a launch
   * gives one sample (cold, streamed), the quantile over launches. null: too few samples beyond. */
  readonly wall: { readonly p50: Estimate; readonly p90: Estimate | null; readonly p99: Estimate | null } | null;
  readonly cpu: { readonly p50: Estimate } | null;
  /** Median over blocks of p50(arm) / p50(floor) of the same block. */
  readonly ratioToFloor: Estimate | null;
  /** The same against the reference arm (`reference`), null for the reference itself. */
  readonly ratioToReference: Estimate | null;
  /** As ratioToReference, of CPU time. */
  readonly cpuRatioToReference: Estimate | null;
  /** The arm that ratioToReference divides by: scm_rights where the scenario has it. */
  readonly reference: string | null;
}

/** Where two arms cost the same along an axis. */
export interface Crossover {
  readonly scenario: string;
  readonly placement: Placement;
  readonly measure: 'wall' | 'cpu';
  /** The arm that is cheaper below the point, and the one that is cheaper above it. */
  readonly below: string;
  readonly above: string;
  /** `found`: the interval lies inside the axis. `below-axis`, `above-axis`: one arm is cheaper over
   * the whole axis. `open`: the interval reaches an end of the axis. */
  readonly status: 'found' | 'below-axis' | 'above-axis' | 'open';
  /** In units of the axis (descriptors a transfer), interpolated between its values. */
  readonly at: Estimate | null;
  readonly text: string;
}

/** Something that was asked for and could not be measured here. */
export interface Skip {
  readonly scenario: string;
  readonly placement: Placement | null;
  readonly arm: string | null;
  readonly point: number | null;
  readonly reason: string;
  readonly remedy: string;
}

/** One (scenario, placement) of the plan as it was run. */
export interface PlannedCell {
  readonly scenario: string;
  readonly placement: Placement;
  readonly blocks: number;
  readonly arms: readonly Arm[];
  readonly points: readonly number[] | null;
  readonly reference: string | null;
}

export interface Result {
  readonly schema: typeof resultSchemaName;
  readonly version: typeof resultVersion;
  readonly run: {
    readonly id: string;
    readonly startedAt: string;
    readonly endedAt: string;
    /** `interrupted`: Ctrl-C or a full disk; what is here is whole. */
    readonly status: 'complete' | 'interrupted';
    readonly seed: number;
    /** The arguments after the command's name, as given. */
    readonly arguments: readonly string[];
    readonly quick: boolean;
  };
  readonly environment: Environment;
  readonly scenarios: readonly Scenario[];
  readonly cells: readonly PlannedCell[];
  readonly skips: readonly Skip[];
  readonly launches: readonly LaunchSummary[];
  readonly rows: readonly Row[];
  readonly crossovers: readonly Crossover[];
  readonly samples: {
    readonly file: 'samples.ndjson.gz';
    readonly sha256: string;
    readonly bytes: Bytes;
    readonly launches: number;
  };
}
