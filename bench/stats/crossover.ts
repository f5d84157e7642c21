// SPDX-License-Identifier: Apache-2.0
// Where one arm becomes cheaper than another along an axis: found in each block on its own, then the
// median over blocks with the sign test's interval, on the log axis.

import type { AxisParameter } from '../../scenarios/scenario.ts';
import type { Crossover, Estimate, LaunchSummary, PlannedCell } from '../results/result.ts';
import type { Groups, Measure } from './blocks-of-arm.ts';
import { groupLaunches, launchesAt } from './blocks-of-arm.ts';
import type { OpenEnds } from './crossover-text.ts';
import { crossoverText } from './crossover-text.ts';
import { estimateMedian, mapEstimate } from './estimate.ts';
import { median } from './quantile.ts';

/** One log-ratio of costs at one value of the axis. */
export interface CurvePoint {
  readonly x: number;
  readonly logRatio: number;
}

/** For each pair of mechanisms of a cell, in wall time and in CPU time. */
export function findCrossovers(
  cell: PlannedCell,
  launches: readonly LaunchSummary[],
  parameter: AxisParameter = 'batch',
): Crossover[] {
  const groups = groupLaunches(launches);
  const arms = cell.arms.filter((arm) => !arm.isFloor).map((arm) => arm.id);
  const pairs = arms.flatMap((one, i) => arms.slice(i + 1).map((other) => [one, other] as const));
  return pairs.flatMap(([one, other]) =>
    (['wall', 'cpu'] as const).flatMap((measure) => {
      const curves = curvesOfBlocks({ cell, groups, measure, over: one, under: other });
      return judge({ cell, measure, over: one, under: other, curves, parameter }) ?? [];
    }),
  );
}

/** log x of the last place where the curve rises through zero, interpolated; -Infinity when it is
 * above zero from the start, Infinity when it is not above zero at the end. */
export function lastUpwardCrossing(curve: readonly CurvePoint[]): number {
  const last = curve.at(-1);
  if (last === undefined || last.logRatio <= 0) return Infinity;
  for (let i = curve.length - 2; i >= 0; i--) {
    const [low, high] = [curve[i], curve[i + 1]];
    if (low === undefined || high === undefined || low.logRatio > 0) continue;
    const share = low.logRatio / (low.logRatio - high.logRatio);
    return Math.log(low.x) + share * (Math.log(high.x) - Math.log(low.x));
  }
  return -Infinity;
}

interface Pair {
  readonly cell: PlannedCell;
  readonly measure: Measure;
  readonly over: string;
  readonly under: string;
}

/** One curve a block: only of the points at which both arms gave a number in that block. */
function curvesOfBlocks({ cell, groups, measure, over, under }: Pair & { groups: Groups }): CurvePoint[][] {
  const costs = (arm: string, x: number): Map<number, number> => {
    const place = { scenario: cell.scenario, placement: cell.placement, point: x, arm };
    const launches = launchesAt(groups, place);
    return new Map(launches.flatMap((one) => (one[measure] ? [[one.block, one[measure].p50]] : [])));
  };
  const axis = [...(cell.points ?? [])].sort((a, b) => a - b);
  const table = axis.map((x) => ({ x, over: costs(over, x), under: costs(under, x) }));
  return [...Array(cell.blocks).keys()].map((block) =>
    table.flatMap(({ x, over, under }) => {
      const [a, b] = [over.get(block) ?? 0, under.get(block) ?? 0];
      return a > 0 && b > 0 ? [{ x, logRatio: Math.log(a / b) }] : [];
    }),
  );
}

function judge(pair: Pair & { curves: CurvePoint[][]; parameter: AxisParameter }): Crossover | null {
  // A block that lacks a size (interrupted, a failed launch) has no last crossing: it does not vote.
  const full = Math.max(0, ...pair.curves.map((curve) => curve.length));
  const whole = pair.curves.filter((curve) => curve.length >= 2 && curve.length === full);
  if (whole.length === 0) return null;
  // The arm that is cheaper at the far end is `above`: only an upward crossing can then be the last.
  const isTurned = median(whole.map((curve) => curve.at(-1)?.logRatio ?? 0)) < 0;
  const curves = isTurned ? whole.map(turned) : whole;
  const [below, above] = isTurned ? [pair.under, pair.over] : [pair.over, pair.under];
  const logs = estimateMedian(curves.map(lastUpwardCrossing)) as Estimate;
  const { cell, measure } = pair;
  const found = { scenario: cell.scenario, placement: cell.placement, measure, below, above };
  const placed = { ...found, ...place(logs, [...(cell.points ?? [])]) };
  return { ...placed, text: crossoverText(placed, openEnds(logs), pair.parameter) };
}

function turned(curve: readonly CurvePoint[]): CurvePoint[] {
  return curve.map(({ x, logRatio }) => ({ x, logRatio: -logRatio }));
}

/** Infinities are not JSON: beyond the axis there is no point, and an open interval ends with it. */
function place(logs: Estimate, points: readonly number[]): Pick<Crossover, 'status' | 'at'> {
  const { interval } = logs;
  if ((interval?.hi ?? logs.value) === -Infinity) return { status: 'below-axis', at: null };
  if ((interval?.lo ?? logs.value) === Infinity) return { status: 'above-axis', at: null };
  const { low, high } = openEnds(logs);
  const [first, last] = [Math.min(...points), Math.max(...points)];
  const at = mapEstimate(logs, (log) => Math.min(last, Math.max(first, Math.exp(log))));
  return { status: interval === null || low || high ? 'open' : 'found', at };
}

/** At which ends the interval (or, without one, the value) leaves the axis. */
function openEnds({ value, interval }: Estimate): OpenEnds {
  return { low: (interval?.lo ?? value) === -Infinity, high: (interval?.hi ?? value) === Infinity };
}
