// SPDX-License-Identifier: Apache-2.0
// The doubts about every row of a run: each row is put before the checks with all that its numbers were made from.

import type { Scenario } from '../../scenarios/scenario.ts';
import { floorOf } from '../results/compared-arms.ts';
import type { Doubt, DoubtPlace } from '../results/doubt.ts';
import type { LaunchSummary, PlannedCell, Row } from '../results/result.ts';
import { defaultTolerance } from '../results/tolerances.ts';
import { blockRatios } from '../stats/block-ratios.ts';
import type { Groups } from '../stats/blocks-of-arm.ts';
import { groupLaunches, launchesAt } from '../stats/blocks-of-arm.ts';
import type { Suspect } from './check.ts';
import { examine } from './index.ts';

export interface ExaminedRun {
  readonly cells: readonly PlannedCell[];
  readonly scenarios: readonly Scenario[];
  readonly launches: readonly LaunchSummary[];
  readonly rows: readonly Row[];
  readonly clock: Suspect['clock'];
}

/** In the order of the rows, and for each in the order of the checks. */
export function doubtsOfRun(run: ExaminedRun): Doubt[] {
  const groups = groupLaunches(run.launches);
  return run.rows.flatMap((row) => {
    const suspect = suspectOf(row, run, groups);
    return suspect === null ? [] : examine(suspect);
  });
}

/** Each row with the names of its own. */
export function withDoubts(rows: readonly Row[], doubts: readonly Doubt[]): Row[] {
  return rows.map((row) => ({
    ...row,
    doubts: doubts.filter((doubt) => isSamePlace(doubt, row)).map(({ id }) => id),
  }));
}

function isSamePlace(one: DoubtPlace, other: DoubtPlace): boolean {
  return (
    one.scenario === other.scenario &&
    one.placement === other.placement &&
    one.point === other.point &&
    one.arm === other.arm
  );
}

/** null: a row of a cell that is not there. */
function suspectOf(row: Row, run: ExaminedRun, groups: Groups): Suspect | null {
  const { scenario, placement, point, arm } = row;
  const cell = run.cells.find((one) => one.scenario === scenario && one.placement === placement);
  const interval = run.scenarios.find(({ id }) => id === scenario)?.interval;
  const own = cell?.arms.find(({ id }) => id === arm);
  if (cell === undefined || interval === undefined || own === undefined) return null;
  const launchesOf = (id: string): readonly LaunchSummary[] => launchesAt(groups, { ...row, arm: id });
  const floor = own.isFloor ? own : floorOf(own, cell.arms);
  const figure = { measure: 'wall', quantile: 'p50' } as const;
  return {
    scenario,
    placement,
    point,
    arm,
    figure,
    measure: interval.measure,
    isTimedFromDue: interval.first === 'due',
    launches: launchesOf(arm),
    ratios: row.reference === null ? null : blockRatios(launchesOf(arm), launchesOf(row.reference), figure),
    canary: floor === undefined ? [] : launchesOf(floor.id),
    blocksPlanned: cell.blocks,
    clock: run.clock,
    tolerance: defaultTolerance(placement, figure.quantile),
    turnsAt: null,
  };
}
