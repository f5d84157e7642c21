// SPDX-License-Identifier: Apache-2.0
// The cells of silent failures, and the launches of each block in the order that the run's seed draws.

import type { SilentArm, SilentCondition, SilentScenario } from '../../scenarios/silent-scenario.ts';
import type { PlanRequest } from './build-plan.ts';
import { accepts } from './only.ts';
import { ordersOfBlocks } from './order.ts';
import { makeRandom, shuffled } from './random.ts';

export interface SilentCell {
  readonly scenario: SilentScenario;
  readonly blocks: number;
  /** Of one launch. */
  readonly transfers: number;
  readonly arms: readonly SilentArm[];
  readonly conditions: readonly SilentCondition[];
}

export interface PlannedSilent {
  readonly block: number;
  readonly position: number;
  readonly arm: SilentArm;
  readonly condition: SilentCondition;
  /** The same for all arms of a block: they are asked for the same transfers. */
  readonly seed: number;
}

export function silentCells(scenarios: readonly SilentScenario[], request: PlanRequest): SilentCell[] {
  return scenarios.flatMap((scenario) => cellOf(scenario, request) ?? []);
}

/** `--only variant=…` names a condition. */
function cellOf(scenario: SilentScenario, request: PlanRequest): SilentCell | null {
  const { only, quick, full } = request;
  if (!accepts(only, 'scenario', scenario.id)) return null;
  if (only.placement !== undefined || only.point !== undefined) return null;
  if (only.mechanism !== undefined && only.scenario === undefined) return null;
  const extent = quick ? 'quick' : full === true ? 'full' : 'usual';
  const arms = scenario.arms.filter((arm) => accepts(only, 'mechanism', arm.mechanism));
  const conditions = scenario.conditions.filter(({ id }) => accepts(only, 'variant', id));
  const blocks = request.blocks ?? scenario.blocks[extent];
  if (blocks === 0 || arms.length === 0 || conditions.length === 0) return null;
  return { scenario, blocks, transfers: scenario.transfers[extent], arms, conditions };
}

/** Block by block: every arm under every condition once; the arms of one condition are adjacent in time. */
export function silentOfCell(cell: SilentCell, seed: number): PlannedSilent[][] {
  const { scenario, arms, conditions, blocks } = cell;
  const orders = conditions.map(({ id }) =>
    ordersOfBlocks(arms.length, blocks, makeRandom(seed, `${scenario.id}/arms/${id}`)),
  );
  const random = makeRandom(seed, `${scenario.id}/conditions`);
  const draws = makeRandom(seed, `${scenario.id}/draws`);
  return Array.from({ length: blocks }, (_, block) => {
    const seedOfBlock = draws.below(2 ** 31);
    const places = shuffled([...conditions.keys()], random).flatMap((c) =>
      (orders[c]?.[block] ?? []).map((a) => ({ c, a })),
    );
    return places.map(({ c, a }, position) => {
      const [condition, arm] = [conditions[c], arms[a]];
      if (condition === undefined || arm === undefined) throw new RangeError('no such place in a block');
      return { block, position, arm, condition, seed: seedOfBlock };
    });
  });
}
