// SPDX-License-Identifier: Apache-2.0
// How many transfers a second are offered where a scenario asks for a share of the capacity: known only when the same
// run has measured it.

import type { LaunchParameters, Placement } from '../../scenarios/scenario.ts';
import { floorMechanism } from '../mechanisms.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchSummary } from '../results/result.ts';
import { median } from '../stats/quantile.ts';

/** The point of a capacity scenario that is one pair. */
const onePair = 1;

/** Transfers a second that a single pair of the slowest mechanism completes in a closed loop; null where the run has not
 * measured it. Of the slowest, so that all are offered the same and none more than it can do. */
export function capacityOfOnePair(
  launches: readonly LaunchSummary[],
  scenario: string,
  placement: Placement,
): number | null {
  const own = launches.filter(
    (one) => one.scenario === scenario && one.placement === placement && one.point === onePair,
  );
  const rates = new Map<string, number[]>();
  for (const { arm, wall } of own) {
    if (wall === null || arm === floorMechanism) continue;
    rates.set(arm, [...(rates.get(arm) ?? []), 1e9 / wall.p50]);
  }
  return slowest(rates);
}

/** The same from the closed-loop launches of one block of the cell that offers shares: a machine changes its pace, and a
 * block's shares are of what pairs did in the block before. null where a mechanism gave no number. */
export function capacityOfBlock(launches: readonly BlockLaunch[]): number | null {
  const rates = new Map<string, number[]>();
  for (const { planned, summary } of launches) {
    const { arm, parameters } = planned;
    const span = summary.conditions?.span_ns ?? 0;
    if (arm.isFloor || parameters.arrivals !== 'closed' || summary.wall === null || !(span > 0)) continue;
    const rate = ((parameters.warmup + parameters.transfers) / span) * 1e9;
    rates.set(arm.mechanism, [...(rates.get(arm.mechanism) ?? []), rate]);
  }
  return slowest(rates);
}

export interface BlockLaunch {
  readonly planned: Pick<PlannedLaunch, 'arm' | 'parameters'>;
  readonly summary: Pick<LaunchSummary, 'wall' | 'conditions'>;
}

function slowest(rates: ReadonlyMap<string, readonly number[]>): number | null {
  const capacities = [...rates.values()].map((values) => median(values));
  return capacities.length === 0 ? null : Math.min(...capacities);
}

/** `parameters` with the rate that they ask for. */
export function withOfferedRate(parameters: LaunchParameters, capacity: number | null): LaunchParameters {
  const { arrivals, capacityPercent } = parameters;
  if (capacityPercent === 0 || arrivals === 'closed' || capacity === null) return parameters;
  return { ...parameters, ratePerSecond: Math.max(1, Math.round((capacity * capacityPercent) / 100)) };
}
