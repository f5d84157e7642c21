// SPDX-License-Identifier: Apache-2.0
// A cell of the plan as it is stored.

import { referenceMechanism } from '../mechanisms.ts';
import type { Arm, PlannedCell } from '../results/result.ts';
import type { Cell } from './plan.ts';

export function plannedCell(cell: Cell, endedBy: PlannedCell['endedBy']): PlannedCell {
  const isAgainstMechanism = cell.class === 'launches' && cell.scenario.compares !== 'variants';
  const reference = cell.arms.find((arm) => arm.mechanism === referenceMechanism)?.id;
  return {
    scenario: cell.scenario.id,
    placement: cell.placement,
    blocks: cell.blocks,
    arms: cell.arms.map(withoutParameters),
    points: pointsOf(cell),
    reference: isAgainstMechanism ? (reference ?? null) : null,
    endedBy,
  };
}

/** null for a scenario without an axis. */
function pointsOf({ points }: Cell): readonly number[] | null {
  const values = points.flatMap((point) => point ?? []);
  return values.length === 0 ? null : values;
}

function withoutParameters({ id, mechanism, variant, launchedBy, isFloor, revision }: Arm): Arm {
  const arm = { id, mechanism, variant, launchedBy, isFloor };
  return revision === undefined ? arm : { ...arm, revision };
}
