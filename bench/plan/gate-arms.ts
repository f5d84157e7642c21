// SPDX-License-Identifier: Apache-2.0
// A cell of a run turned into a cell of a gate: every arm twice, by the base helper and by the head helper; the floor
// twice by the base helper, as the canary's twins. All in the same block, in the order that the seed draws.

import type { Interval, LaunchParameters } from '../../scenarios/scenario.ts';
import type { PlannedArm } from './arms.ts';
import type { LaunchCell } from './plan.ts';

export interface GateArms {
  readonly blocks: number;
  readonly quantile: 'p50' | 'p99';
  /** Busy wait in every compared arm of one revision (--inject-ns), for proofs. */
  readonly inject: { readonly revision: 'base' | 'head'; readonly ns: number } | null;
}

export function gateCellOf(cell: LaunchCell, wishes: GateArms): LaunchCell {
  const { measure } = cell.scenario.interval;
  const all = { ...wishes, measure };
  const floors = cell.arms.filter((arm) => arm.isFloor).map((arm) => ofRevision(arm, 'base', all));
  const compared = cell.arms.filter((arm) => !arm.isFloor);
  const [floor] = floors;
  return {
    ...cell,
    blocks: wishes.blocks,
    arms: [
      ...floors,
      ...(floor === undefined ? [] : [{ ...floor, id: twinOf(floor.id) }]),
      ...compared.flatMap((arm) => [named(arm, 'base', all), named(arm, 'head', all)]),
    ],
    leftOut: cell.leftOut.flatMap(({ arm, point }) => [
      { arm: `${arm} base`, point },
      { arm: `${arm} head`, point },
    ]),
  };
}

export function twinOf(floor: string): string {
  return `${floor} twin`;
}

interface Sizing extends GateArms {
  readonly measure: Interval['measure'];
}

function named(arm: PlannedArm, revision: 'base' | 'head', wishes: Sizing): PlannedArm {
  return { ...ofRevision(arm, revision, wishes), id: `${arm.id} ${revision}` };
}

function ofRevision(arm: PlannedArm, revision: 'base' | 'head', wishes: Sizing): PlannedArm {
  const { inject } = wishes;
  const injectNs = inject !== null && inject.revision === revision && !arm.isFloor ? inject.ns : 0;
  return { ...arm, revision, parameters: { ...sized(arm.parameters, wishes), injectNs } };
}

/** More samples in a launch hardly narrow a p50: more blocks in the same time do. */
const mostForMedian = { warmup: 50, transfers: 300 };
/** Ten samples beyond p99. */
export const leastForTail = 1000;

function sized(parameters: LaunchParameters, { quantile, measure }: Sizing): LaunchParameters {
  const { warmup, transfers } = parameters;
  // A cold transfer is the only one of its launch: with more it would be another question.
  if (warmup === 0) return parameters;
  // Timed are rounds of the donor's threads: transfers are only how long that goes on.
  if (measure === 'donor-round') return parameters;
  if (quantile === 'p99') return { ...parameters, transfers: Math.max(transfers, leastForTail) };
  return {
    ...parameters,
    warmup: Math.min(warmup, mostForMedian.warmup),
    transfers: Math.min(transfers, mostForMedian.transfers),
  };
}
