// SPDX-License-Identifier: Apache-2.0
// The launches of each block of a cell, in the order that the run's seed draws.

import type { Axis, LaunchParameters } from '../../scenarios/scenario.ts';
import type { Cell, LaunchCell, PlannedLaunch } from './plan.ts';
import { ordersOfBlocks } from './order.ts';
import { makeRandom, shuffled } from './random.ts';

/** Block by block: every arm at every point once. The arms of one point are adjacent in time; the
 * points come in an order of their own in each block. */
export function launchesOfCell(cell: LaunchCell, seed: number): PlannedLaunch[][] {
  const name = cellName(cell);
  const orders = cell.points.map((point) =>
    ordersOfBlocks(cell.arms.length, cell.blocks, makeRandom(seed, `${name}/arms/${String(point)}`)),
  );
  const random = makeRandom(seed, `${name}/points`);
  const schedules = makeRandom(seed, `${name}/schedules`);
  return [...Array(cell.blocks).keys()].map((block) => {
    const scheduleSeed = schedules.below(2 ** 31);
    const points = shuffled([...cell.points.keys()], random);
    const pairs = points.flatMap((p) =>
      (orders[p]?.[block] ?? []).filter((arm) => !isLeftOut(cell, p, arm)).map((arm) => ({ p, arm })),
    );
    return pairs.map(({ p, arm }, position) => planLaunch(cell, { block, position, p, arm, scheduleSeed }));
  });
}

/** The order of the calls, or ways, of each block. */
export function callsOfCell(cell: Cell, seed: number): number[][] {
  return ordersOfBlocks(cell.arms.length, cell.blocks, makeRandom(seed, cellName(cell)));
}

/** The parameters of an arm at a point of its scenario's axis. */
export function parametersAt(
  parameters: LaunchParameters,
  axis: Axis | undefined,
  point: number | null,
): LaunchParameters {
  if (axis === undefined || point === null) return parameters;
  const size = axis.transfersFor.find((entry) => point <= entry.upTo);
  return {
    ...parameters,
    [axis.parameter]: point,
    warmup: size?.warmup ?? parameters.warmup,
    transfers: size?.transfers ?? parameters.transfers,
  };
}

function isLeftOut(cell: LaunchCell, p: number, arm: number): boolean {
  return cell.leftOut.some((one) => one.point === cell.points[p] && one.arm === cell.arms[arm]?.id);
}

interface Position {
  readonly block: number;
  readonly position: number;
  readonly p: number;
  readonly arm: number;
  readonly scheduleSeed: number;
}

function planLaunch(cell: LaunchCell, at: Position): PlannedLaunch {
  const arm = cell.arms[at.arm];
  if (arm === undefined) throw new RangeError(`no arm ${String(at.arm)} in ${cellName(cell)}`);
  const point = cell.points[at.p] ?? null;
  return {
    place: {
      scenario: cell.scenario.id,
      placement: cell.placement,
      block: at.block,
      position: at.position,
      arm: arm.id,
      point,
    },
    arm,
    parameters: withSchedule(parametersAt(arm.parameters, cell.scenario.axis, point), at.scheduleSeed),
  };
}

/** The arms of a block share a schedule, so that it cancels in their ratio; blocks do not, so that no schedule is in all
 * of them. */
function withSchedule(parameters: LaunchParameters, seed: number): LaunchParameters {
  const { arrivals, service } = parameters;
  return arrivals === 'closed' && service === 'none' ? parameters : { ...parameters, seed };
}

function cellName(cell: Cell): string {
  return `${cell.scenario.id}/${cell.placement}`;
}
