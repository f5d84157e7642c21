// SPDX-License-Identifier: Apache-2.0
// What went on around a launch, from its line in the samples: what doubts are made from.

import type { Conditions, LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { instantsAfterEpoch } from './intervals.ts';

/** null for a launch without samples, and for single calls, which have no roles. */
export function conditionsOf({ roles, way, samples, system, parameters }: LaunchRecord): Conditions | null {
  const reports: readonly Told[] = way === undefined ? roles : [way];
  if (samples === null || reports.length === 0) return null;
  const sum = (part: (report: Told) => number): number =>
    reports.reduce((total, report) => total + part(report), 0);
  const migrations = reports.map(({ usage }) => usage.migrations);
  return {
    steal_ns: system.steal_ns,
    cpu_pressure_ns: system.cpu_pressure_ns,
    span_ns: spanOf(samples),
    involuntary_switches: sum(({ usage }) => usage.involuntary_switches),
    migrations: migrations.includes(null) ? null : sum(({ usage }) => usage.migrations ?? 0),
    leaked_descriptors: sum(({ oracle }) => oracle.open_after - oracle.open_before),
    load: loadOf(samples),
    // Asked for or admitted: a helper may do one without the other.
    injected_ns: Math.max(parameters?.injectNs ?? 0, ...roles.map((role) => role.injected_ns ?? 0)),
  };
}

type Told = Pick<RoleReport, 'usage' | 'oracle'>;

function spanOf(samples: LaunchSamples): number {
  const starts = instantsAfterEpoch(samples, 'start');
  const ends = instantsAfterEpoch(samples, 'holding');
  return (ends.at(-1) ?? 0) - (starts[0] ?? 0);
}

/** Where `due` differs from `start`, transfers were due by schedule: an open loop. */
function loadOf(samples: LaunchSamples): Conditions['load'] {
  const isOpen = samples.columns.due?.some((gap) => gap !== null && gap !== 0) ?? false;
  if (!isOpen) return null;
  const due = instantsAfterEpoch(samples, 'due').slice(samples.warmup);
  const done = instantsAfterEpoch(samples, 'holding').slice(samples.warmup);
  const offeredPerSecond = rateOf(due);
  const achievedPerSecond = rateOf(done);
  return offeredPerSecond > 0 ? { offeredPerSecond, achievedPerSecond } : null;
}

/** 0 where there is no time between the first and the last. */
function rateOf(instants: readonly (number | null)[]): number {
  const span = (instants.at(-1) ?? 0) - (instants[0] ?? 0);
  return span > 0 ? ((instants.length - 1) / span) * 1e9 : 0;
}
