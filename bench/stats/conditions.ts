// SPDX-License-Identifier: Apache-2.0
// What went on around a launch, from its line in the samples: what doubts are made from.

import type { Conditions, LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { instantsAfterEpoch } from './intervals.ts';
import { median } from './quantile.ts';
import { quantilesOf } from './quantiles-of.ts';

/** null for a launch without samples, and for single calls, which have no roles. */
export function conditionsOf(record: LaunchRecord): Conditions | null {
  const { roles, way, samples, system, parameters } = record;
  const reports: readonly Told[] = way === undefined ? roles : [way];
  if (samples === null || reports.length === 0) return null;
  const sum = (part: (report: Told) => number): number =>
    reports.reduce((total, report) => total + part(report), 0);
  const load = loadOf(samples);
  const migrations = reports.map(({ usage }) => usage.migrations);
  return {
    steal_ns: system.steal_ns,
    cpu_pressure_ns: system.cpu_pressure_ns,
    span_ns: spanOf([samples, ...(record.otherPairs ?? [])]),
    involuntary_switches: sum(({ usage }) => usage.involuntary_switches),
    migrations: migrations.includes(null) ? null : sum(({ usage }) => usage.migrations ?? 0),
    leaked_descriptors: sum(({ oracle }) => oracle.open_after - oracle.open_before),
    load,
    ...(load !== null && { lateness: latenessOf(samples) }),
    ...loadOfOurs(record),
    // Asked for or admitted: a helper may do one without the other.
    injected_ns: Math.max(parameters?.injectNs ?? 0, ...roles.map((role) => role.injected_ns ?? 0)),
  };
}

type Told = Pick<RoleReport, 'usage' | 'oracle'>;

/** From the first start to the last end, of all pairs. */
function spanOf(pairs: readonly LaunchSamples[]): number {
  const zero = BigInt(pairs[0]?.epoch_ns ?? '0');
  const spans = pairs.map((samples) => {
    const offset = Number(BigInt(samples.epoch_ns) - zero);
    const starts = instantsAfterEpoch(samples, 'start');
    const ends = instantsAfterEpoch(samples, 'holding').filter((end) => end !== null);
    return { first: offset + (starts[0] ?? 0), last: offset + (ends.at(-1) ?? 0) };
  });
  return Math.max(...spans.map(({ last }) => last)) - Math.min(...spans.map(({ first }) => first));
}

function loadOfOurs({
  roles,
  parameters,
}: LaunchRecord): Pick<Conditions, 'donorWork' | 'execs' | 'isOwnLoad'> {
  if (parameters === null) return {};
  const { service, utilisationPercent, donorState, pairs, machineLoad, donorThreads, threadsDo } = parameters;
  const donor = roles.find(({ role }) => role === 'donor');
  const work = donor?.work ?? { busy_ns: 0, span_ns: 1 };
  const isBusy = service !== 'none' || donorState === 'exec-storm';
  const hasThreads = donorThreads > 0 && threadsDo !== 'sleep';
  return {
    ...(service !== 'none' && {
      donorWork: { asked: utilisationPercent / 100, achieved: work.busy_ns / work.span_ns },
    }),
    ...(donorState === 'exec-storm' && { execs: donor?.execs ?? 0 }),
    ...((isBusy || hasThreads || pairs > 1 || machineLoad !== 'none') && { isOwnLoad: true as const }),
  };
}

/** Where `due` differs from `start`, transfers were due by schedule: an open loop. An overload is a queue that grows: how
 * much later the last tenth of the transfers began than the first, by the median. That they wait is no overload. */
function loadOf(samples: LaunchSamples): Conditions['load'] {
  const { due: afterStart = [], holding = [] } = samples.columns;
  if (!afterStart.some((gap) => gap !== null && gap !== 0)) return null;
  const due = instantsAfterEpoch(samples, 'due').slice(samples.warmup);
  const span = (due.at(-1) ?? 0) - (due[0] ?? 0);
  if (span <= 0) return null;
  const offeredPerSecond = ((due.length - 1) / span) * 1e9;
  const held = holding.slice(samples.warmup).filter((end) => end !== null).length;
  const growth = growthOf(delaysOf(samples));
  return {
    offeredPerSecond,
    achievedPerSecond: offeredPerSecond * (held / due.length) * (span / (span + growth)),
  };
}

function growthOf(delays: readonly number[]): number {
  const tenth = Math.ceil(delays.length / 10);
  if (tenth === 0) return 0;
  return Math.max(0, median(delays.slice(-tenth)) - median(delays.slice(0, tenth)));
}

/** start − due of the recorded transfers that were begun. */
function delaysOf(samples: LaunchSamples): number[] {
  return (samples.columns.due ?? [])
    .slice(samples.warmup)
    .flatMap((gap, i) =>
      gap === null || samples.columns.start?.[samples.warmup + i] === null ? [] : [-gap],
    );
}

/** How late transfers began that were due while nothing else was going on: the generator's own fault. null where there
 * was none. */
function latenessOf(samples: LaunchSamples): NonNullable<Conditions['lateness']> | null {
  const due = instantsAfterEpoch(samples, 'due');
  const starts = instantsAfterEpoch(samples, 'start');
  const released = instantsAfterEpoch(samples, 'released');
  const late = due.flatMap((instant, i) => {
    const [start, before] = [starts[i] ?? null, released[i - 1] ?? null];
    const isRecorded = i >= Math.max(1, samples.warmup) && samples.columns.start?.[i] !== null;
    return isRecorded && instant !== null && start !== null && before !== null && before <= instant
      ? [start - instant]
      : [];
  });
  const found = quantilesOf(late);
  return found === null ? null : { p50: found.p50, p99: found.p99 };
}
