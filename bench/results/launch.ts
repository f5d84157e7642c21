// SPDX-License-Identifier: Apache-2.0
// The shape of one launch: a line of samples.ndjson.gz (LaunchRecord), and what result.json and gate.json
// keep of it (LaunchSummary).

import type { LaunchParameters, LaunchedBy, Placement } from '../../scenarios/scenario.ts';
import type { Bytes, Nanoseconds } from '../units.ts';
import type { Capacity, MachineLoadReport, Outcomes } from './launch-under-load.ts';

// What a launch under load leaves is told together with it.
export * from './launch-under-load.ts';

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
  /** In a gate: whose helper is launched. Absent in a run. */
  readonly revision?: 'base' | 'head';
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
  /** Busy wait added to each transfer on purpose (--inject-ns); absent: none. */
  readonly injected_ns?: Nanoseconds;
  /** Transfers by what became of them, warm-up included, as the receiver counted, and answers that came after it had
   * given up (closed at once); absent without patience. */
  readonly outcomes?: { readonly held: number; readonly lost: number; readonly stale: number };
  /** Descriptors that the receiver held and has closed, one by one; absent in helpers that do not count. */
  readonly closed_count?: number;
  /** How often the donor replaced its program (exec-storm); absent: never. */
  readonly execs?: number;
  /** What the donor's other threads did together, and in which time; absent without. */
  readonly threads?: { readonly rounds: number; readonly span_ns: Nanoseconds };
  /** The donor's own work meanwhile; absent: none. */
  readonly work?: {
    readonly requests: number;
    readonly busy_ns: Nanoseconds;
    readonly span_ns: Nanoseconds;
  };
}

/** What `handover-helper way` prints when it ends: one JSON line (docs/helper-protocol.md, "Other ways"). */
export interface WayReport extends Pick<
  RoleReport,
  'protocol' | 'status' | 'transfers' | 'oracle' | 'usage' | 'clock' | 'error'
> {
  readonly role: 'way';
  readonly way: string;
  /** -1: not pinned. */
  readonly donor_cpu: number;
  readonly receiver_cpu: number;
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
  /** Of another way, which is one process: then there are no roles. Absent for a launch. */
  readonly way?: WayReport;
  readonly system: SystemDelta;
  readonly samples: LaunchSamples | null;
  /** Of the second pair, the third, …; absent for one pair. `roles` has a donor and a receiver for each, in this order. */
  readonly otherPairs?: readonly LaunchSamples[];
  /** What the load on the machine did meanwhile; absent without. */
  readonly machineLoads?: readonly MachineLoadReport[];
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

/** What went on around a launch: what doubts about its numbers are made from. */
export interface Conditions {
  readonly steal_ns: Nanoseconds | null;
  readonly cpu_pressure_ns: Nanoseconds | null;
  /** From the first start to the last holding. */
  readonly span_ns: Nanoseconds;
  /** Of both roles together; null where the kernel does not say. */
  readonly involuntary_switches: number;
  readonly migrations: number | null;
  /** Descriptors open after, less those open before, of both roles together. */
  readonly leaked_descriptors: number;
  /** Transfers due and done per second; null in a closed loop. */
  readonly load: { readonly offeredPerSecond: number; readonly achievedPerSecond: number } | null;
  /** How late the generator began transfers that were due while nothing else was going on; null where none was, absent in
   * a closed loop. */
  readonly lateness?: { readonly p50: Nanoseconds; readonly p99: Nanoseconds | null } | null;
  /** The donor's own work: the share of its CPU that was asked for, and that it took; absent without. */
  readonly donorWork?: { readonly asked: number; readonly achieved: number };
  /** How often the donor replaced its program; absent where it was not to. */
  readonly execs?: number;
  /** We made the CPUs busy ourselves: by several pairs, load on the machine, or a donor at work; absent: we did not. */
  readonly isOwnLoad?: true;
  /** Slowed down on purpose (--inject-ns). */
  readonly injected_ns: Nanoseconds;
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
  /** null for a launch without samples, and for single calls. */
  readonly conditions: Conditions | null;
  /** Absent where transfers have all the time in the world. */
  readonly outcomes?: Outcomes;
  /** Absent unless it is what the scenario measures. */
  readonly capacity?: Capacity;
}
