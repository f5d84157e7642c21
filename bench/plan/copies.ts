// SPDX-License-Identifier: Apache-2.0
// A cell for an A/A session: every arm several times in each block, each time by another copy of the same helper, and
// the floor's twins. Any two copies can later play base and head of a gate (bench/gate/replay.ts).

import type { PlannedArm } from './arms.ts';
import { gateCellOf } from './gate-arms.ts';
import type { LaunchCell } from './plan.ts';

/** Four copies make twelve ordered pairs. */
export const copyNames = ['a', 'b', 'c', 'd'] as const;
export type CopyName = (typeof copyNames)[number];

export function aaCellOf(cell: LaunchCell, blocks: number): LaunchCell {
  const gate = gateCellOf(cell, { blocks, quantile: 'p50', inject: null });
  const floors = gate.arms.filter((arm) => arm.isFloor);
  const compared = gate.arms.filter((arm) => !arm.isFloor && arm.revision === 'base');
  return {
    ...gate,
    arms: [...floors, ...compared.flatMap((arm) => copyNames.map((copy) => copyOf(arm, copy)))],
    leftOut: cell.leftOut.flatMap(({ arm, point }) =>
      copyNames.map((copy) => ({ arm: `${arm} ${copy}`, point })),
    ),
  };
}

/** Which copy launches an arm; the floor has the first. */
export function copyNameOf({ id, isFloor }: Pick<PlannedArm, 'id' | 'isFloor'>): CopyName {
  const last = id.slice(id.lastIndexOf(' ') + 1);
  return (isFloor ? null : copyNames.find((name) => name === last)) ?? copyNames[0];
}

function copyOf(arm: PlannedArm, copy: CopyName): PlannedArm {
  return { ...arm, id: `${arm.id.slice(0, arm.id.lastIndexOf(' '))} ${copy}` };
}
