// SPDX-License-Identifier: Apache-2.0
// How many transfers a second are offered where a scenario asks for a share of the capacity: known only when the same
// run has measured it.

import type { LaunchParameters, Placement } from '../../scenarios/scenario.ts';
import { floorMechanism } from '../mechanisms.ts';
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
  const capacities = [...rates.values()].map((values) => median(values));
  return capacities.length === 0 ? null : Math.min(...capacities);
}

/** `parameters` with the rate that they ask for. */
export function withOfferedRate(parameters: LaunchParameters, capacity: number | null): LaunchParameters {
  const { arrivals, capacityPercent } = parameters;
  if (capacityPercent === 0 || arrivals === 'closed' || capacity === null) return parameters;
  return { ...parameters, ratePerSecond: Math.max(1, Math.round((capacity * capacityPercent) / 100)) };
}
