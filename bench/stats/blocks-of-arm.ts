// SPDX-License-Identifier: Apache-2.0
// The launches of one arm at one point, block by block.

import type { LaunchSummary, Quantiles } from '../results/result.ts';

export type Measure = 'wall' | 'cpu';

/** Launches by cell, point and arm: every question about rows starts with such a group. */
export type Groups = ReadonlyMap<string, readonly LaunchSummary[]>;

interface Place {
  readonly scenario: string;
  readonly placement: string;
  readonly point: number | null;
  readonly arm: string;
}

export function groupLaunches(launches: readonly LaunchSummary[]): Groups {
  const groups = new Map<string, LaunchSummary[]>();
  for (const launch of launches) {
    const key = keyOf(launch);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [launch]);
    else group.push(launch);
  }
  return groups;
}

export function launchesAt(groups: Groups, place: Place): readonly LaunchSummary[] {
  return groups.get(keyOf(place)) ?? [];
}

/** One quantile of every launch that has it. */
export function quantileSeries(
  launches: readonly LaunchSummary[],
  measure: Measure,
  quantile: Exclude<keyof Quantiles, 'n'>,
): number[] {
  return launches.flatMap((launch) => launch[measure]?.[quantile] ?? []);
}

function keyOf({ scenario, placement, point, arm }: Place): string {
  return JSON.stringify([scenario, placement, point, arm]);
}
