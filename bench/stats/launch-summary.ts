// SPDX-License-Identifier: Apache-2.0
// One launch in a few numbers: what result.json keeps of it. Made from its line in the samples, so
// that the same numbers come out again whenever they are recomputed.

import type { Interval } from '../../scenarios/scenario.ts';
import type { LaunchRecord, LaunchSummary } from '../results/result.ts';
import { capacityOf } from './capacity.ts';
import { conditionsOf } from './conditions.ts';
import { cpuDurations, intervalDurations, roundTripDurations } from './intervals.ts';
import { oracleVerdict } from './oracle-verdict.ts';
import { outcomesOf } from './outcomes.ts';
import { quantilesOf } from './quantiles-of.ts';

export function summariseLaunch(record: LaunchRecord, interval: Interval): LaunchSummary {
  const samples = record.status === 'ok' ? record.samples : null;
  const isCapacity = interval.measure === 'per-descriptor-of-all-pairs';
  const capacity = samples && isCapacity ? capacityOf(record) : null;
  const outcomes = samples ? outcomesOf(record) : undefined;
  const durations =
    interval.measure === 'donor-round'
      ? samples && roundOfThreads(record)
      : capacity === null
        ? samples && intervalDurations(samples, interval)
        : [1e9 / capacity.descriptorsPerSecond];
  const cpu =
    capacity === null
      ? samples && cpuDurations(samples, interval)
      : [capacity.donor_cpu_ns + capacity.receiver_cpu_ns];
  return {
    launch: record.launch,
    scenario: record.scenario,
    placement: record.placement,
    block: record.block,
    position: record.position,
    arm: record.arm,
    point: record.point,
    status: record.status,
    failure: record.failure,
    oracle: oracleOf(record),
    wall: durations && quantilesOf(durations, outcomes?.lost),
    cpu: cpu && quantilesOf(cpu),
    roundTrip: samples && quantilesOf(roundTripDurations(samples)),
    conditions: samples && conditionsOf(record),
    ...(outcomes !== undefined && { outcomes }),
    ...(capacity !== null && { capacity }),
  };
}

/** ns a round of the donor's other threads; none where they did nothing. */
function roundOfThreads({ roles }: LaunchRecord): number[] {
  return roles.flatMap(({ threads }) =>
    threads === undefined || threads.rounds === 0 ? [] : [threads.span_ns / threads.rounds],
  );
}

/** Either role can fail it; only the receiver, who has the descriptors, can pass it. */
function oracleOf(record: LaunchRecord): LaunchSummary['oracle'] {
  if (record.way !== undefined) return oracleVerdict(record.way);
  if (record.roles.some((role) => oracleVerdict(role) === 'fail')) return 'fail';
  const receiver = record.roles.find(({ role }) => role === 'receiver');
  return receiver === undefined ? 'not-run' : oracleVerdict(receiver);
}
