// SPDX-License-Identifier: Apache-2.0
// What a gate declares before anything runs: base against head of every mechanism and variant of its cells. At most
// six: with more, either the error or the power of each is not worth having.

import type { Scenario } from '../../scenarios/scenario.ts';
import { axisOf, pointBehindName } from '../results/axis-words.ts';
import type { Endpoint, GatedQuantile } from '../results/gate-result.ts';
import type { Arm, PlannedCell } from '../results/result.ts';
import { defaultTolerance } from '../results/tolerances.ts';
import { UsageError } from '../usage-error.ts';

export const mostEndpoints = 6;

export interface EndpointWishes {
  readonly quantile: GatedQuantile;
  /** null: the default of each placement. */
  readonly tolerance: number | null;
  /** What the points of a cell count; without them a point can only be a batch. */
  readonly scenarios?: readonly Scenario[];
  /** Whether this machine cannot launch an arm at a point: nothing is declared about it. */
  readonly isLeftOut: (cell: PlannedCell, arm: string, point: number | null) => boolean;
}

/** Refuses a selection with none or too many. */
export function declareEndpoints(
  cells: readonly PlannedCell[],
  wishes: EndpointWishes,
): ReadonlyMap<PlannedCell, readonly Endpoint[]> {
  const declared = new Map(cells.map((cell) => [cell, endpointsOf(cell, wishes)]));
  const all = [...declared.values()].flat();
  if (all.length === 0) throw new UsageError('nothing to gate: no mechanism is left; see "fd-handover list"');
  if (all.length <= mostEndpoints) return declared;
  const few = all.slice(0, 3).map(({ id }) => id);
  throw new UsageError(
    `${String(all.length)} comparisons are asked for (${few.join(', ')}, …), a gate declares at most ${String(mostEndpoints)}; narrow it with --only scenario=…,placement=…,point=…,mechanism=…,variant=…`,
  );
}

function endpointsOf(cell: PlannedCell, wishes: EndpointWishes): Endpoint[] {
  const { quantile, tolerance, isLeftOut, scenarios = [] } = wishes;
  const bases = cell.arms.filter((arm) => !arm.isFloor && arm.revision === 'base');
  return bases.flatMap((base) => {
    const head = cell.arms.find((arm) => arm.revision === 'head' && isSameArm(arm, base));
    if (head === undefined) return [];
    const points = (cell.points ?? [null]).filter((point) => !isLeftOut(cell, base.id, point));
    return points.map((point): Endpoint => {
      const { scenario, placement } = cell;
      const name = base.variant === '' ? base.mechanism : `${base.mechanism} ${base.variant}`;
      const behind = pointBehindName(axisOf(scenarios, scenario), point, String);
      const words = [scenario, placement, name, behind, quantile].filter((word) => word !== '');
      return {
        id: words.join(' '),
        scenario,
        placement,
        point,
        arms: { base: base.id, head: head.id },
        quantile,
        tolerance: tolerance ?? defaultTolerance(placement, quantile),
      };
    });
  });
}

function isSameArm(one: Arm, other: Arm): boolean {
  return one.mechanism === other.mechanism && one.variant === other.variant;
}
