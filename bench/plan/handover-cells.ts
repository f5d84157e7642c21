// SPDX-License-Identifier: Apache-2.0
// The cells of live handovers, and the handovers of each block in the order that the run's seed draws.

import type { HandoverArm, HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { PlannedHandover } from './planned-handover.ts';
import type { PlanRequest } from './build-plan.ts';
import type { MachineLimits } from './limits.ts';
import { controlOfArm } from '../results/control-of-arm.ts';
import type { Skip } from '../results/result.ts';
import { accepts } from './only.ts';
import { ordersOfBlocks } from './order.ts';
import { makeRandom, shuffled } from './random.ts';

export interface HandoverCell {
  readonly scenario: HandoverScenario;
  readonly blocks: number;
  /** The control first. */
  readonly arms: readonly HandoverArm[];
  readonly points: readonly number[];
}

/** Services share a CPU and clients have another: fewer CPUs than two cannot keep them apart. */
const cpusNeeded = 2;
/** Beside one a stream. */
const ownDescriptors = 200;

export function handoverCells(
  scenarios: readonly HandoverScenario[],
  request: PlanRequest,
  machine: MachineLimits,
): { readonly cells: readonly HandoverCell[]; readonly skips: readonly Skip[] } {
  const wanted = scenarios.flatMap((scenario) => cellOf(scenario, request) ?? []);
  if (machine.allowedCpus.length < cpusNeeded)
    return { cells: [], skips: wanted.map(({ scenario }) => skipOf(scenario, null, oneCpu)) };
  const skips = wanted.flatMap(({ scenario, points }) =>
    points
      .filter((point) => !hasRoom(scenario, point, machine))
      .map((point) => skipOf(scenario, point, fewDescriptors(scenario, point, machine))),
  );
  const cells = wanted
    .map((cell) => ({
      ...cell,
      points: cell.points.filter((point) => hasRoom(cell.scenario, point, machine)),
    }))
    .filter(({ points }) => points.length > 0);
  return { cells, skips };
}

function cellOf(scenario: HandoverScenario, request: PlanRequest): HandoverCell | null {
  const { only, quick, full } = request;
  if (!accepts(only, 'scenario', scenario.id)) return null;
  if (only.placement !== undefined || only.variant !== undefined) return null;
  if (only.mechanism !== undefined && only.scenario === undefined) return null;
  if (scenario.onlyInFull === true && full !== true && only.scenario === undefined) return null;
  const blocks = request.blocks ?? (quick ? scenario.blocks.quick : scenario.blocks.full);
  const { values, quickValues } = scenario.axis;
  const usual = quick && only.point === undefined && quickValues.length > 0 ? quickValues : values;
  const points = usual.filter((value) => accepts(only, 'point', String(value)));
  const wanted = scenario.arms.filter((arm) => accepts(only, 'mechanism', arm.id));
  // Whatever is asked for, its control stands beside it.
  const controls = wanted.map((arm) => controlOfArm(scenario.arms, arm));
  const arms = scenario.arms.filter((arm) => wanted.includes(arm) || controls.includes(arm));
  return blocks === 0 || points.length === 0 || arms.length === 0 ? null : { scenario, blocks, arms, points };
}

interface WhyNot {
  readonly reason: string;
  readonly remedy: string;
}

const oneCpu: WhyNot = {
  reason:
    'a live handover needs a CPU for the services and another for the clients, and this process may use only one',
  remedy: 'run it on a machine, container or CPU mask (taskset, cpuset) with at least two CPUs',
};

function skipOf({ id }: HandoverScenario, point: number | null, whyNot: WhyNot): Skip {
  return { scenario: id, placement: null, arm: null, point, ...whyNot };
}

function descriptorsNeeded({ axis, fixed }: HandoverScenario, point: number): number {
  const at = { ...fixed, [axis.parameter]: point };
  return at.streams + at.listeners + ownDescriptors;
}

function hasRoom(scenario: HandoverScenario, point: number, { nofileHard }: MachineLimits): boolean {
  return descriptorsNeeded(scenario, point) <= nofileHard;
}

function fewDescriptors(scenario: HandoverScenario, point: number, { nofileHard }: MachineLimits): WhyNot {
  const needed = descriptorsNeeded(scenario, point);
  return {
    reason: `needs ${String(needed)} open descriptors in one process; the hard limit is ${String(nofileHard)}`,
    remedy: `raise the hard limit (ulimit -Hn ${String(needed)}, LimitNOFILE= or nofile in limits.conf)`,
  };
}

/** Block by block: every arm at every point once; the arms of one point are adjacent in time. */
export function handoversOfCell(cell: HandoverCell, seed: number): PlannedHandover[][] {
  const { scenario, arms, points, blocks } = cell;
  const orders = points.map((point) =>
    ordersOfBlocks(arms.length, blocks, makeRandom(seed, `${scenario.id}/arms/${String(point)}`)),
  );
  const random = makeRandom(seed, `${scenario.id}/points`);
  const schedules = makeRandom(seed, `${scenario.id}/schedules`);
  return Array.from({ length: blocks }, (_, block) => {
    const scheduleSeed = schedules.below(2 ** 31);
    const places = shuffled([...points.keys()], random).flatMap((p) =>
      (orders[p]?.[block] ?? []).map((arm) => ({ p, arm })),
    );
    return places.map(({ p, arm }, position) => {
      const [point, planned] = [points[p], arms[arm]];
      if (point === undefined || planned === undefined) throw new RangeError('no such place in a block');
      return {
        scenario: scenario.id,
        block,
        position,
        arm: planned,
        point,
        clients: scenario.clients,
        parameters: { ...scenario.fixed, [scenario.axis.parameter]: point },
        seed: scheduleSeed,
      };
    });
  });
}
