// SPDX-License-Identifier: Apache-2.0
// The cells of a scenario of other ways.

import type { WayScenario } from '../../scenarios/scenario.ts';
import type { PlanRequest } from './build-plan.ts';
import { accepts } from './only.ts';
import type { WayCell } from './plan.ts';

const placements = ['same-cpu', 'cross-cpu', 'unpinned'] as const;

/** [] where the request leaves it out. A way is no mechanism: --only mechanism=… never means one. */
export function wayCells(scenario: WayScenario, request: PlanRequest): WayCell[] {
  const { only, quick } = request;
  if (only.mechanism !== undefined || only.variant !== undefined || only.point !== undefined) return [];
  if (scenario.onlyInFull === true && !isWanted(scenario, request)) return [];
  const arms = scenario.ways.map((way) => ({
    id: way,
    mechanism: way,
    variant: '',
    launchedBy: 'node' as const,
    isFloor: false,
  }));
  return placements.flatMap((placement): WayCell[] => {
    const blocks = scenario.blocks[placement];
    if (blocks === undefined || !accepts(only, 'placement', placement)) return [];
    const planned = request.blocks ?? (quick ? blocks.quick : blocks.full);
    return planned === 0
      ? []
      : [{ class: 'ways', scenario, placement, blocks: planned, arms, points: [null] }];
  });
}

function isWanted({ id }: WayScenario, { full, only }: PlanRequest): boolean {
  return full === true || (only.scenario?.includes(id) ?? false);
}
