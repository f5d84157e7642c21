// SPDX-License-Identifier: Apache-2.0
// One launch in a few numbers: what result.json keeps of it. Made from its line in the samples, so
// that the same numbers come out again whenever they are recomputed.

import type { Interval } from '../../scenarios/scenario.ts';
import type { LaunchRecord, LaunchSummary, Quantiles } from '../results/result.ts';
import { conditionsOf } from './conditions.ts';
import { cpuDurations, intervalDurations, roundTripDurations } from './intervals.ts';
import { oracleVerdict } from './oracle-verdict.ts';
import { isPrintable, quantileOfSorted, sortedCopy } from './quantile.ts';

export function summariseLaunch(record: LaunchRecord, interval: Interval): LaunchSummary {
  const samples = record.status === 'ok' ? record.samples : null;
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
    wall: samples && quantilesOf(intervalDurations(samples, interval)),
    cpu: samples && quantilesOf(cpuDurations(samples, interval)),
    roundTrip: samples && quantilesOf(roundTripDurations(samples)),
    conditions: samples && conditionsOf(record),
  };
}

/** null for no values at all. */
export function quantilesOf(durations: readonly number[]): Quantiles | null {
  if (durations.length === 0) return null;
  const sorted = sortedCopy(durations);
  const tail = (p: number): number | null =>
    isPrintable(sorted.length, p) ? quantileOfSorted(sorted, p) : null;
  return {
    n: sorted.length,
    p10: quantileOfSorted(sorted, 0.1),
    p50: quantileOfSorted(sorted, 0.5),
    p90: tail(0.9),
    p99: tail(0.99),
  };
}

/** Either role can fail it; only the receiver, who has the descriptors, can pass it. */
function oracleOf(record: LaunchRecord): LaunchSummary['oracle'] {
  if (record.way !== undefined) return oracleVerdict(record.way);
  if (record.roles.some((role) => oracleVerdict(role) === 'fail')) return 'fail';
  const receiver = record.roles.find(({ role }) => role === 'receiver');
  return receiver === undefined ? 'not-run' : oracleVerdict(receiver);
}
