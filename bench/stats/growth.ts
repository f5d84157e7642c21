// SPDX-License-Identifier: Apache-2.0
// How an arm's cost grows along an axis: cost ~ point^exponent. Fitted in each block on its own, where one machine state
// holds for all points; the exponent is the Hodges–Lehmann estimate over the blocks' slopes.

import type { LaunchScenario } from '../../scenarios/scenario.ts';
import type { Growth, LaunchSummary, PlannedCell } from '../results/result.ts';
import type { Groups, Measure } from './blocks-of-arm.ts';
import { groupLaunches, launchesAt } from './blocks-of-arm.ts';
import { estimateShift } from './estimate.ts';
import { growthText } from './growth-text.ts';

/** What a block measured at one value of the axis. */
export interface CostPoint {
  readonly x: number;
  readonly cost: number;
}

/** A line through two points fits always: it says nothing about a power law. */
const fewestPoints = 3;

/** For each arm but the floors, in wall time and in CPU time where it is stamped; [] where no growth is fitted. */
export function findGrowths(
  cell: PlannedCell,
  scenario: LaunchScenario,
  launches: readonly LaunchSummary[],
): Growth[] {
  const from = scenario.axis?.growsFrom;
  if (from === undefined) return [];
  const groups = groupLaunches(launches);
  const points = [...(cell.points ?? [])].filter((x) => x >= from && x > 0).sort((a, b) => a - b);
  const arms = cell.arms.filter((arm) => !arm.isFloor);
  return arms.flatMap((arm) =>
    (['wall', 'cpu'] as const).flatMap((measure) => {
      const curves = curvesOfBlocks({ cell, groups, arm: arm.id, measure, points });
      return growthOf(curves, { cell, scenario, arm: arm.id, measure }) ?? [];
    }),
  );
}

/** The slope of the least-squares line of log(cost) over log(x); NaN where all x are the same. */
export function powerLawExponent(points: readonly CostPoint[]): number {
  const logs = points.map(({ x, cost }) => [Math.log(x), Math.log(cost)] as const);
  const mean = (i: 0 | 1): number => logs.reduce((sum, pair) => sum + pair[i], 0) / logs.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  const over = logs.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0);
  return over / logs.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
}

interface Series {
  readonly cell: PlannedCell;
  readonly arm: string;
  readonly measure: Measure;
}

/** One curve a block that has any of the points. */
function curvesOfBlocks({
  cell,
  groups,
  arm,
  measure,
  points,
}: Series & { readonly groups: Groups; readonly points: readonly number[] }): CostPoint[][] {
  const curves = new Map<number, CostPoint[]>();
  for (const x of points) {
    const place = { scenario: cell.scenario, placement: cell.placement, point: x, arm };
    for (const { block, [measure]: quantiles } of launchesAt(groups, place)) {
      const cost = quantiles?.p50 ?? 0;
      if (cost > 0) curves.set(block, [...(curves.get(block) ?? []), { x, cost }]);
    }
  }
  return [...curves.values()];
}

function growthOf(
  curves: readonly (readonly CostPoint[])[],
  { cell, scenario, arm, measure }: Series & { readonly scenario: LaunchScenario },
): Growth | null {
  const fitted = pointsOfMost(curves);
  const [from, to] = [fitted[0], fitted.at(-1)];
  if (fitted.length < fewestPoints || from === undefined || to === undefined) return null;
  const whole = curves
    .map((curve) => curve.filter(({ x }) => fitted.includes(x)))
    .filter((curve) => curve.length === fitted.length);
  const exponent = estimateShift(whole.map(powerLawExponent));
  if (exponent === null) return null;
  const found: Omit<Growth, 'text'> = {
    scenario: cell.scenario,
    placement: cell.placement,
    arm,
    parameter: scenario.axis?.parameter ?? 'batch',
    measure,
    from,
    to,
    points: fitted.length,
    exponent,
  };
  return { ...found, text: growthText(found, scenario) };
}

/** The points that more than half of the blocks have: one that an arm was given up at would otherwise leave out all the
 * blocks that came after. In rising order. */
function pointsOfMost(curves: readonly (readonly CostPoint[])[]): number[] {
  const counts = new Map<number, number>();
  for (const { x } of curves.flat()) counts.set(x, (counts.get(x) ?? 0) + 1);
  return [...counts].flatMap(([x, count]) => (count > curves.length / 2 ? [x] : [])).sort((a, b) => a - b);
}
