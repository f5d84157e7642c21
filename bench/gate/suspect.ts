// SPDX-License-Identifier: Apache-2.0
// An endpoint as validity checks see it.

import type { Endpoint } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { blockRatios } from '../stats/block-ratios.ts';
import type { Suspect } from '../validity/check.ts';
import type { GateCell } from './gate-cell.ts';
import { launchesOfArm } from './gate-cell.ts';

interface SoFar {
  readonly launches: readonly LaunchSummary[];
  /** Up to the look that is taken: an early look with all its blocks lacks none. */
  readonly blocksPlanned: number;
}

export function suspectOf(cell: GateCell, endpoint: Endpoint, { launches, blocksPlanned }: SoFar): Suspect {
  const { scenario, placement, point, arms, tolerance } = endpoint;
  const head = launchesOfArm(launches, endpoint, arms.head);
  const base = launchesOfArm(launches, endpoint, arms.base);
  const figure = { measure: 'wall', quantile: endpoint.quantile } as const;
  const canaryAt = { ...endpoint, point: cell.planned.points?.[0] ?? null };
  return {
    scenario,
    placement,
    point,
    arm: arms.head,
    figure,
    measure: cell.scenario.interval.measure,
    isTimedFromDue: cell.scenario.interval.first === 'due',
    launches: head,
    ratios: blockRatios(head, base, figure),
    canary: cell.twins === null ? [] : launchesOfArm(launches, canaryAt, cell.twins[0]),
    blocksPlanned,
    clock: cell.clock,
    tolerance,
    turnsAt: Math.log1p(tolerance),
  };
}
