// SPDX-License-Identifier: Apache-2.0
// The rows of the final table: each arm at each point, over all blocks, against floor and reference.

import type { Scenario } from '../../scenarios/scenario.ts';
import { floorOf, referenceOf } from '../results/compared-arms.ts';
import type { Arm, Estimate, LaunchSummary, PlannedCell, Row } from '../results/result.ts';
import type { Question } from './adjusted-p.ts';
import { adjustedPs, pOfRatio } from './adjusted-p.ts';
import type { BlockRatio } from './block-ratios.ts';
import { blockRatios } from './block-ratios.ts';
import type { Groups, Measure } from './blocks-of-arm.ts';
import { groupLaunches, launchesAt, quantileSeries } from './blocks-of-arm.ts';
import { capacityOf } from './capacity-of-row.ts';
import { isPrintable } from './quantile.ts';
import { estimateMedian, estimateQuantile, estimateRatio, intervalLevel } from './estimate.ts';
import { outcomesOf } from './outcomes-of-row.ts';

/** In the order of cells, points and arms; arms that were never launched have no row. */
export function makeRows(input: RowsInput): Row[] {
  const groups = groupLaunches(input.launches);
  const drafts = input.cells.flatMap((cell) => {
    const scenario = input.scenarios.find((one) => one.id === cell.scenario);
    if (scenario === undefined) return [];
    const level = input.levelOf?.(cell) ?? intervalLevel;
    return (cell.points ?? [null]).flatMap((point) =>
      cell.arms.flatMap((arm) => makeRow({ scenario, cell, groups, point, level }, arm) ?? []),
    );
  });
  const adjusted = adjustedPs(drafts);
  return drafts.map(({ row }, i) => ({ ...row, adjustedP: adjusted[i] ?? null, doubts: [] }));
}

export interface RowsInput {
  readonly cells: readonly PlannedCell[];
  readonly scenarios: readonly Scenario[];
  readonly launches: readonly LaunchSummary[];
  /** The level of a cell's ratios to the reference, where it is another than that of all intervals: a cell that may
   * end early looks more than once. */
  readonly levelOf?: (cell: PlannedCell) => number;
}

/** A row before it is known what else was asked. */
interface Draft extends Question {
  readonly row: Omit<Row, 'adjustedP' | 'doubts'>;
}

interface Context {
  readonly scenario: Scenario;
  readonly cell: PlannedCell;
  readonly groups: Groups;
  readonly point: number | null;
  readonly level: number;
}

function makeRow(context: Context, arm: Arm): Draft | null {
  const { scenario, cell, point, level } = context;
  const own = launchesOf(context, arm.id);
  if (own.length === 0) return null;
  const floor = arm.isFloor || canaryOnly(scenario) ? undefined : floorOf(arm, cell.arms);
  const reference = referenceOf(arm, cell.arms, scenario);
  const declared = isDeclared(context, reference);
  const ratios = ratiosTo(context, own, reference, 'wall');
  const row: Draft['row'] = {
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
    ratioToFloor: estimateRatio(ratiosTo(context, own, floor, 'wall')),
    ratioToReference: estimateRatio(ratios, level),
    cpuRatioToReference: estimateRatio(ratiosTo(context, own, reference, 'cpu')),
    reference: reference?.id ?? null,
    declared,
    ...outcomesOf(own),
    ...capacityOf(own),
  };
  return { row, declared, p: paidFor(pOfRatio(ratios), level) };
}

/** A ratio that is looked at several times has so many chances to look certain: its p pays as its interval does. */
function paidFor(p: number | null, level: number): number | null {
  return p === null ? null : Math.min(1, p * ((1 - intervalLevel) / (1 - level)));
}

/** Only what was pinned: unpinned launches are there to be looked at. */
function isDeclared({ scenario, cell }: Context, reference: Arm | undefined): boolean {
  const asks = scenario.class === 'launches' && scenario.declared === true;
  return asks && cell.placement !== 'unpinned' && reference !== undefined;
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
  const series = [...quantileSeries(launches, 'wall', 'p50'), ...launches.flatMap(medianIsLost)];
  const p50 = withFiniteEnds(estimateMedian(series));
  if (p50 === null) return null;
  const isOneSampleEach = launches.every((launch) => (launch.wall?.n ?? 1) === 1);
  const tail = (quantile: 'p90' | 'p99', p: number): Estimate | null =>
    isOneSampleEach ? estimateQuantile(series, p) : medianOfTails(launches, quantile);
  return { p50, p90: tail('p90', 0.9), p99: tail('p99', 0.99) };
}

/** A launch that lost so many transfers that it has no median took longer than all that have one: left out, it would make
 * the arm look faster the more it loses. */
function medianIsLost({ status, wall, outcomes }: LaunchSummary): number[] {
  return status === 'ok' && wall === null && (outcomes?.lost ?? 0) > 0 ? [Infinity] : [];
}

/** null where the median lies among what was lost; without an interval where an end of it does. */
function withFiniteEnds(estimate: Estimate | null): Estimate | null {
  if (estimate === null || !Number.isFinite(estimate.value)) return null;
  const isWhole = estimate.interval !== null && Number.isFinite(estimate.interval.hi);
  return isWhole ? estimate : { ...estimate, interval: null };
}

/** null unless every launch that counts has this quantile; one that lies among what was lost counts as longest. */
function medianOfTails(launches: readonly LaunchSummary[], quantile: 'p90' | 'p99'): Estimate | null {
  const series = [
    ...quantileSeries(launches, 'wall', quantile),
    ...launches.flatMap((launch) => (isTailLost(launch, quantile) ? [Infinity] : medianIsLost(launch))),
  ];
  const counted = launches.filter((launch) => launch.wall !== null || medianIsLost(launch).length > 0).length;
  return series.length === counted ? withFiniteEnds(estimateMedian(series)) : null;
}

/** It has samples enough for the quantile, and so many of them were lost that it has no value. */
function isTailLost({ wall, outcomes }: LaunchSummary, quantile: 'p90' | 'p99'): boolean {
  const isEnough = isPrintable(wall?.n ?? 0, quantile === 'p90' ? 0.9 : 0.99);
  return wall !== null && wall[quantile] === null && isEnough && (outcomes?.lost ?? 0) > 0;
}

function cpuOf(launches: readonly LaunchSummary[]): Row['cpu'] {
  const p50 = estimateMedian(quantileSeries(launches, 'cpu', 'p50'));
  return p50 && { p50 };
}

/** Block by block; empty without an arm to divide by, and where blocks would be missing because one of the two was too
 * slow for a median: the ratio of the others is that of its better blocks. */
function ratiosTo(
  context: Context,
  own: readonly LaunchSummary[],
  under: Arm | undefined,
  measure: Measure,
): BlockRatio[] {
  if (under === undefined) return [];
  const compared = launchesOf(context, under.id);
  if ([...own, ...compared].some((launch) => medianIsLost(launch).length > 0)) return [];
  return blockRatios(own, compared, { measure, quantile: 'p50' });
}
