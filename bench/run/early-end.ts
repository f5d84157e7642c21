// SPDX-License-Identifier: Apache-2.0
// May a cell of a run end before its planned blocks, because what it was to answer is answered? It is looked at once
// on the way, and its declared ratios pay for that with wider intervals, whether it ended early or not.

import type { Scenario } from '../../scenarios/scenario.ts';
import type { LaunchSummary, PlannedCell, RatioEstimate, Row } from '../results/result.ts';
import { defaultTolerance } from '../results/tolerances.ts';
import { intervalLevel } from '../stats/estimate.ts';
import { makeRows } from '../stats/rows.ts';
import { doubtsOfRun, withDoubts } from '../validity/doubts-of-run.ts';
import type { ExaminedRun } from '../validity/doubts-of-run.ts';

/** Under this a median over blocks is not settled, however clear it looks (docs/method.md). */
const fewestBlocks = 20;

/** Blocks after which a cell's declared ratios are looked at; the last are those of the plan. Everything that it takes
 * stands in result.json. */
export function looksOf(cell: PlannedCell, scenario: Scenario): readonly number[] {
  const early = Math.floor((cell.blocks * 2) / 3);
  return isDeclared(cell, scenario) && early >= fewestBlocks ? [early, cell.blocks] : [cell.blocks];
}

/** What may be missed is shared by the looks (Bonferroni): wherever the cell ends, its declared intervals miss no more
 * often than all others. */
export function levelOf(cell: PlannedCell, scenarios: readonly Scenario[]): number {
  const scenario = scenarios.find(({ id }) => id === cell.scenario);
  const looks = scenario === undefined ? 1 : looksOf(cell, scenario).length;
  return 1 - (1 - intervalLevel) / looks;
}

export interface CellSoFar {
  readonly cell: PlannedCell;
  readonly scenario: Scenario;
  /** Blocks that were run. */
  readonly blocks: number;
  /** Of this cell alone. */
  readonly launches: readonly LaunchSummary[];
  readonly clock: ExaminedRun['clock'];
}

/** Whether every declared ratio is decided at this look; false where the cell is not looked at. */
export function isDecided({ cell, scenario, blocks, launches, clock }: CellSoFar): boolean {
  if (blocks >= cell.blocks || !looksOf(cell, scenario).includes(blocks)) return false;
  const level = levelOf(cell, [scenario]);
  const part = { cells: [{ ...cell, blocks }], scenarios: [scenario], launches };
  const rows = makeRows({ ...part, levelOf: () => level });
  const doubts = doubtsOfRun({ ...part, rows, clock }).filter(({ weight }) => weight === 'weakens');
  const declared = withDoubts(rows, doubts).filter(hasRatio);
  return declared.length > 0 && declared.every((row) => isSettled(row));
}

function isDeclared({ placement }: PlannedCell, scenario: Scenario): boolean {
  return scenario.class === 'launches' && scenario.declared === true && placement !== 'unpinned';
}

interface DeclaredRow extends Row {
  readonly ratioToReference: RatioEstimate;
}

/** A mechanism that is refused here has no ratio: more blocks would not give it one. */
function hasRatio(row: Row): row is DeclaredRow {
  return row.declared && row.ratioToReference !== null;
}

/** A difference is shown, or that there is none which matters; and nothing speaks against the number. */
function isSettled({ placement, doubts, ratioToReference }: DeclaredRow): boolean {
  const { interval, signInterval, blocks } = ratioToReference;
  if (doubts.length > 0 || interval === null || signInterval === null || blocks < fewestBlocks) return false;
  const isAbove = interval.lo > 1 && signInterval.lo > 1;
  const isBelow = interval.hi < 1 && signInterval.hi < 1;
  const tolerance = defaultTolerance(placement, 'p50');
  const isWithin = interval.lo > 1 - tolerance && interval.hi < 1 + tolerance;
  return isAbove || isBelow || isWithin;
}
