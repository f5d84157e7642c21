// SPDX-License-Identifier: Apache-2.0
// Cells of a gate for tests, planned as `gate` plans them, without a machine.

import { scenarios } from '../../../scenarios/index.ts';
import type { Placement } from '../../../scenarios/scenario.ts';
import { mechanisms } from '../../mechanisms.ts';
import { buildPlan } from '../../plan/build-plan.ts';
import { gateCellOf, twinOf } from '../../plan/gate-arms.ts';
import { plannedCell } from '../../plan/planned-cell.ts';
import { declareEndpoints } from '../endpoints.ts';
import { defaultBlocks, looksFor } from '../design.ts';
import type { GateCell } from '../gate-cell.ts';

export interface CellWishes {
  readonly placement?: Placement;
  readonly mechanism?: readonly string[];
  readonly tolerance?: number;
  readonly blocks?: number;
}

/** One descriptor; both mechanisms unless said otherwise. */
export function exampleCell(wishes: CellWishes = {}): GateCell {
  const { placement = 'same-cpu', tolerance = null } = wishes;
  const blocks = wishes.blocks ?? defaultBlocks(placement, 'p50');
  const looks = looksFor(blocks);
  const only = { scenario: ['one-descriptor'], placement: [placement] };
  const plan = buildPlan(
    {
      only: wishes.mechanism === undefined ? only : { ...only, mechanism: [...wishes.mechanism] },
      quick: false,
      seed: 0,
      blocks: null,
    },
    { scenarios, mechanisms },
    {
      allowedCpus: [0, 1],
      nofileHard: 100_000,
      inFlight: { descriptors: null, socketBufferBytes: 212_992 },
    },
  );
  const [cell] = plan.cells;
  if (cell?.class !== 'launches') throw new Error('no such cell');
  const launched = gateCellOf(cell, { blocks: looks.at(-1)?.blocks ?? 0, quantile: 'p50', inject: null });
  const planned = plannedCell(launched, 'plan');
  const declared = declareEndpoints([planned], { quantile: 'p50', tolerance, isLeftOut: () => false });
  const floor = launched.arms.find((arm) => arm.isFloor)?.id ?? '';
  return {
    id: `${cell.scenario.id} ${placement}`,
    scenario: cell.scenario,
    planned,
    endpoints: declared.get(planned) ?? [],
    twins: [floor, twinOf(floor)],
    looks,
    clock: { cost_ns: 23, quantum_ns: 10 },
  };
}
