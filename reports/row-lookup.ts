// SPDX-License-Identifier: Apache-2.0
// Finds rows, arms and scenarios of a result. A stored result may be incomplete, so whatever is
// missing has a plain substitute instead of an exception.

import { floorOf } from '../bench/results/compared-arms.ts';
import { axisOf } from '../bench/results/axis-words.ts';
import type { Arm, PlannedCell, Result, Row } from '../bench/results/result.ts';
import type { AxisParameter, Placement, Scenario } from '../scenarios/scenario.ts';

/** The scenario whose answer heads the report, and the one with the growth curve. */
export const headlineScenario = 'one-descriptor';
export const batchScenario = 'batch';

/** The order in which placements are told. */
export const placements: readonly Placement[] = ['same-cpu', 'cross-cpu', 'unpinned'];

const placementWords: Readonly<Record<Placement, string>> = {
  'same-cpu': 'same CPU',
  'cross-cpu': 'across CPUs',
  unpinned: 'unpinned',
};

export interface Cell {
  readonly scenario: string;
  readonly placement: Placement;
}

/** "same CPU" for `same-cpu`; an unknown placement stays as it is. */
export function wordsForPlacement(placement: string): string {
  return (placementWords as Readonly<Record<string, string>>)[placement] ?? placement;
}

/** The same where it begins a line: "Same CPU". */
export function headingForPlacement(placement: string): string {
  const words = wordsForPlacement(placement);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function findScenario(result: Result, id: string): Scenario | undefined {
  return result.scenarios.find((scenario) => scenario.id === id);
}

/** What the points of a scenario count; a batch where nothing says otherwise. */
export function axisOfScenario({ scenarios }: Pick<Result, 'scenarios'>, id: string): AxisParameter {
  return axisOf(scenarios, id);
}

/** Descriptors a transfer: the axis' value where it is that, else what the scenario fixes. */
export function descriptorsOf(result: Result, row: Row): number {
  const scenario = findScenario(result, row.scenario);
  const fixed = (scenario?.class === 'launches' ? scenario.fixed.batch : undefined) ?? 1;
  return axisOfScenario(result, row.scenario) === 'batch' ? (row.point ?? fixed) : fixed;
}

export function findCell(result: Result, { scenario, placement }: Cell): PlannedCell | undefined {
  return result.cells.find((cell) => cell.scenario === scenario && cell.placement === placement);
}

export function rowsOfCell(result: Result, { scenario, placement }: Cell): readonly Row[] {
  return result.rows.filter((row) => row.scenario === scenario && row.placement === placement);
}

/** The arm that a row is about; made up from its id where the plan does not hold it. */
export function armOfRow(result: Result, row: Pick<Row, 'scenario' | 'placement' | 'arm'>): Arm {
  const planned = findCell(result, row)?.arms.find((arm) => arm.id === row.arm);
  return planned ?? { id: row.arm, mechanism: row.arm, variant: '', launchedBy: 'node', isFloor: false };
}

/** The row of the floor that this one stands on: same scenario, placement and point. */
export function floorBeside(result: Result, row: Row): Row | undefined {
  const beside = rowsOfCell(result, row).filter((other) => other.point === row.point);
  const floor = floorOf(
    armOfRow(result, row),
    beside.map((other) => armOfRow(result, other)),
  );
  return beside.find((other) => other.arm === floor?.id);
}

/** Placements of a scenario that have rows, in the order in which they are told. */
export function placementsWithRows(result: Result, scenario: string): readonly Placement[] {
  return placements.filter((placement) => rowsOfCell(result, { scenario, placement }).length > 0);
}

/** Placements in which a scenario is meant to run, as far as the result says. */
export function placementsPlanned(result: Result, id: string): readonly Placement[] {
  const scenario = findScenario(result, id);
  const declared = scenario === undefined || scenario.class === 'calls' ? {} : scenario.blocks;
  return placements.filter(
    (placement) => declared[placement] !== undefined || findCell(result, { scenario: id, placement }),
  );
}

/** Scenarios in the order of the result: described ones first, then any that only rows name. */
export function scenarioIds(result: Result): readonly string[] {
  return [
    ...new Set([
      ...result.scenarios.map((scenario) => scenario.id),
      ...result.rows.map((row) => row.scenario),
    ]),
  ];
}
