// SPDX-License-Identifier: Apache-2.0
// When the instants of a transfer come: the median of each launch, and of those the median over launches with its
// interval. For showing what the stopwatch includes.

import type { Placement } from '../../scenarios/scenario.ts';
import type { Estimate, InstantColumn, LaunchRecord, LaunchSamples } from '../results/result.ts';
import { estimateMedian } from './estimate.ts';
import { differences } from './intervals.ts';
import { median } from './quantile.ts';

export interface TimesOfArm {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  readonly launches: number;
  /** By their median from the start, which is the first; those that no transfer stamps are absent. */
  readonly instants: readonly TimeOfInstant[];
}

export interface TimeOfInstant {
  readonly instant: InstantColumn;
  readonly fromStart: Estimate;
  readonly fromPrevious: Estimate;
}

export interface InstantPool {
  readonly add: (record: LaunchRecord) => void;
  /** In the order in which arms first appeared. */
  readonly times: () => TimesOfArm[];
}

/** Those after `start`, in the usual order: of two that come together the earlier here is told first. */
const laterInstants = ['sent', 'announced', 'holding', 'used', 'released', 'acknowledged'] as const;

/** Of one scenario: its samples are held until all are read. */
export function poolInstants(scenario: string): InstantPool {
  const groups = new Map<string, { place: LaunchRecord; launches: LaunchSamples[] }>();
  return {
    add: (record) => {
      if (record.scenario !== scenario || record.status !== 'ok' || record.samples === null) return;
      const key = JSON.stringify([record.placement, record.point, record.arm]);
      const group = groups.get(key) ?? { place: { ...record, samples: null }, launches: [] };
      group.launches.push(record.samples);
      groups.set(key, group);
    },
    times: () =>
      [...groups.values()].map(({ place: { placement, point, arm }, launches }) => ({
        scenario,
        placement,
        point,
        arm,
        launches: launches.length,
        instants: instantsOf(launches),
      })),
  };
}

function instantsOf(launches: readonly LaunchSamples[]): TimeOfInstant[] {
  const start: InstantColumn = 'start';
  const ordered = [start, ...laterInstants]
    .flatMap((instant) => {
      const fromStart = between(launches, start, instant);
      return fromStart === null ? [] : [{ instant, fromStart }];
    })
    .sort((a, b) => a.fromStart.value - b.fromStart.value);
  return ordered.flatMap((own, index) => {
    const before = ordered[index - 1]?.instant ?? own.instant;
    const fromPrevious = between(launches, before, own.instant);
    return fromPrevious === null ? [] : [{ ...own, fromPrevious }];
  });
}

/** Null where no launch has both. */
function between(
  launches: readonly LaunchSamples[],
  first: InstantColumn,
  last: InstantColumn,
): Estimate | null {
  const medians = launches.flatMap((samples) => {
    const durations = differences(samples, first, last);
    return durations.length === 0 ? [] : [median(durations)];
  });
  return estimateMedian(medians);
}
