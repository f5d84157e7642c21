// SPDX-License-Identifier: Apache-2.0
// From the stamps of one launch to durations: the scenario says which stamps, this takes them.

import type { Interval } from '../../scenarios/scenario.ts';
import type { InstantColumn, LaunchSamples } from '../results/result.ts';
import type { Nanoseconds } from '../units.ts';

/** The durations of a launch's recorded samples: one a transfer; one in all for a stream; none for what is no time
 * of a transfer (capacity.ts, launch-summary.ts). */
export function intervalDurations(samples: LaunchSamples, interval: Interval): Nanoseconds[] {
  if (interval.measure === 'per-descriptor-streamed') return streamDuration(samples, interval);
  if (interval.measure === 'per-descriptor-of-all-pairs' || interval.measure === 'donor-round') return [];
  if (interval.measure === 'donor-cpu') return recorded(samples, 'donor_cpu').flatMap((ns) => ns ?? []);
  const durations = differences(samples, interval.first, interval.last);
  return interval.measure === 'per-call' ? durations.map((ns) => ns / samples.count) : durations;
}

/** acknowledged - start of each recorded transfer; empty where it is not stamped. */
export function roundTripDurations(samples: LaunchSamples): Nanoseconds[] {
  return differences(samples, 'start', 'acknowledged');
}

/** CPU time of both roles together for each transfer (a descriptor, in a stream). */
export function cpuDurations(samples: LaunchSamples, interval: Interval): Nanoseconds[] {
  const donor = recorded(samples, 'donor_cpu');
  const receiver = recorded(samples, 'receiver_cpu');
  const sums = donor.flatMap((ns, i) => add(ns, receiver[i] ?? null));
  if (interval.measure !== 'per-descriptor-streamed') return sums;
  if (sums.length === 0) return [];
  return [sums.reduce((sum, ns) => sum + ns, 0) / (sums.length * samples.count)];
}

/** How many samples were recorded after the warm-up. */
export function recordedCount(samples: LaunchSamples): number {
  const lengths = Object.values(samples.columns).map((column) => column.length);
  return Math.max(0, Math.max(0, ...lengths) - samples.warmup);
}

function recorded(samples: LaunchSamples, column: InstantColumn): readonly (number | null)[] {
  return samples.columns[column]?.slice(samples.warmup) ?? [];
}

/** From one instant to another in each recorded transfer that has both; they are stored after the start of their own
 * sample. */
export function differences(samples: LaunchSamples, first: InstantColumn, last: InstantColumn): number[] {
  const starts = afterStart(samples, first);
  const found: number[] = [];
  // A plain loop: it is run over every sample of a report, once for each pair of instants.
  for (const [i, end] of afterStart(samples, last).entries()) {
    const start = starts[i] ?? null;
    if (start !== null && end !== null) found.push(end - start);
  }
  return found;
}

/** From the last end of the warm-up to the last end of all: as many are received in it as were sent. From
 * the first start it would also hold the backlog that the warm-up left in the channel. */
function streamDuration(samples: LaunchSamples, interval: Interval): number[] {
  const ends = instantsAfterEpoch(samples, interval.last);
  const [first, last] = [ends[samples.warmup - 1] ?? null, ends.at(-1) ?? null];
  const count = (ends.length - samples.warmup) * samples.count;
  return add(last, negative(first)).map((ns) => ns / count);
}

/** An instant of every sample, warm-up included, in ns after the epoch: each start follows the one before. */
export function instantsAfterEpoch(samples: LaunchSamples, column: InstantColumn): (number | null)[] {
  let start = 0;
  const own = column === 'start' ? null : (samples.columns[column] ?? []);
  return (samples.columns.start ?? []).map((gap, i) => {
    start += gap ?? 0;
    return own === null ? start : (add(start, own[i] ?? null)[0] ?? null);
  });
}

/** ns after the sample's own start, which is its own zero. */
function afterStart(samples: LaunchSamples, column: InstantColumn): readonly (number | null)[] {
  if (column !== 'start') return recorded(samples, column);
  return recorded(samples, 'start').map((start) => (start === null ? null : 0));
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

/** [] when either is missing. */
function add(a: number | null, b: number | null): number[] {
  return a === null || b === null ? [] : [a + b];
}
