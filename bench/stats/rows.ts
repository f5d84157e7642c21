// SPDX-License-Identifier: Apache-2.0
// The rows of the final table: each arm at each point, over all blocks, against floor and reference.

import type { Scenario } from '../../scenarios/scenario.ts';
import { floorOf, referenceOf } from '../results/compared-arms.ts';
import type { Arm, Estimate, LaunchSummary, PlannedCell, Row } from '../results/result.ts';
import type { Groups, Measure } from './blocks-of-arm.ts';
import { groupLaunches, launchesAt, pairBlocks, quantileSeries } from './blocks-of-arm.ts';
import { estimateMedian, estimateQuantile, estimateRatio } from './estimate.ts';

/** In the order of cells, points and arms; arms that were never launched have no row. */
export function makeRows({ cells, scenarios, launches }: RowsInput): Row[] {
  const groups = groupLaunches(launches);
  return cells.flatMap((cell) => {
    const scenario = scenarios.find((one) => one.id === cell.scenario);
    if (scenario === undefined) return [];
    return (cell.points ?? [null]).flatMap((point) =>
      cell.arms.flatMap((arm) => makeRow({ scenario, cell, groups, point }, arm) ?? []),
    );
  });
}

export interface RowsInput {
  readonly cells: readonly PlannedCell[];
  readonly scenarios: readonly Scenario[];
  readonly launches: readonly LaunchSummary[];
}

interface Context {
  readonly scenario: Scenario;
  readonly cell: PlannedCell;
  readonly groups: Groups;
  readonly point: number | null;
}

function makeRow(context: Context, arm: Arm): Row | null {
  const { scenario, cell, point } = context;
  const own = launchesOf(context, arm.id);
  if (own.length === 0) return null;
  const floor = arm.isFloor || canaryOnly(scenario) ? undefined : floorOf(arm, cell.arms);
  const reference = referenceOf(arm, cell.arms, scenario);
  return {
    scenario: scenario.id,
    placement: cell.placement,
    point,
    arm: arm.id,
    blocks: own.filter((launch) => launch.wall !== null).length,
    blocksPlanned: cell.blocks,
    launchesFailed: own.filter((launch) => launch.status === 'failed').length,
    oracle: worstOracle(own),
    wall: wallOf(own),
    cpu: cpuOf(own),
    ratioToFloor: ratio(context, own, floor?.id, 'wall'),
    ratioToReference: ratio(context, own, reference?.id, 'wall'),
    cpuRatioToReference: ratio(context, own, reference?.id, 'cpu'),
    reference: reference?.id ?? null,
  };
}

function canaryOnly(scenario: Scenario): boolean {
  return scenario.class === 'launches' && scenario.floorIsCanaryOnly === true;
}

function launchesOf({ scenario, cell, groups, point }: Context, arm: string): readonly LaunchSummary[] {
  return launchesAt(groups, { scenario: scenario.id, placement: cell.placement, point, arm });
}

function worstOracle(launches: readonly LaunchSummary[]): Row['oracle'] {
  const verdicts = launches.map((launch) => launch.oracle);
  if (verdicts.includes('fail')) return 'fail';
  return verdicts.includes('pass') ? 'pass' : 'not-run';
}

function wallOf(launches: readonly LaunchSummary[]): Row['wall'] {
  const series = quantileSeries(launches, 'wall', 'p50');
  const p50 = estimateMedian(series);
  if (p50 === null) return null;
  const isOneSampleEach = launches.every((launch) => (launch.wall?.n ?? 1) === 1);
  const tail = (quantile: 'p90' | 'p99', p: number): Estimate | null =>
    isOneSampleEach ? estimateQuantile(series, p) : medianOfTails(launches, quantile);
  return { p50, p90: tail('p90', 0.9), p99: tail('p99', 0.99) };
}

/** null unless every launch that counts has this quantile. */
function medianOfTails(launches: readonly LaunchSummary[], quantile: 'p90' | 'p99'): Estimate | null {
  const series = quantileSeries(launches, 'wall', quantile);
  const counted = launches.filter((launch) => launch.wall !== null).length;
  return series.length === counted ? estimateMedian(series) : null;
}

function cpuOf(launches: readonly LaunchSummary[]): Row['cpu'] {
  const p50 = estimateMedian(quantileSeries(launches, 'cpu', 'p50'));
  return p50 && { p50 };
}

function ratio(
  context: Context,
  own: readonly LaunchSummary[],
  under: string | undefined,
  measure: Measure,
): Estimate | null {
  if (under === undefined) return null;
  return estimateRatio(pairBlocks(own, launchesOf(context, under), measure));
}
