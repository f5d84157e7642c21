// SPDX-License-Identifier: Apache-2.0
// What may stand side by side: only what was the same question, asked in the same way, in every run. All else is named
// with the reason, so that nothing unequal is compared in silence.

import type { PlannedCell } from '../../bench/results/result.ts';
import type { Scenario } from '../../scenarios/scenario.ts';
import {
  findCell,
  findScenario,
  placements,
  rowsOfCell,
  scenarioIds,
  wordsForPlacement,
} from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import type { ComparedRun } from './compared-run.ts';
import { lettersOf } from './compared-run.ts';
import { traitsOf } from './scenario-traits.ts';

export interface Unequal {
  readonly scenario: string;
  /** null: the whole scenario. */
  readonly placement: string | null;
  readonly reason: string;
}

export interface Comparability {
  readonly cells: readonly Cell[];
  readonly unequal: readonly Unequal[];
}

/** In the order of the first run; what only later ones have comes after. */
export function judgeComparability(runs: readonly ComparedRun[]): Comparability {
  const ids = [...new Set(runs.flatMap(({ result }) => scenarioIds(result)))];
  const judged = ids.map((id) => judgeScenario(runs, id));
  return {
    cells: judged.flatMap(({ cells }) => cells),
    unequal: judged.flatMap(({ unequal }) => unequal),
  };
}

function judgeScenario(runs: readonly ComparedRun[], id: string): Comparability {
  const refuse = (reason: string): Comparability => ({
    cells: [],
    unequal: [{ scenario: id, placement: null, reason }],
  });
  const described = runs.map((run) => ({ run, scenario: findScenario(run.result, id) }));
  const without = described.filter(({ scenario }) => scenario === undefined).map(({ run }) => run);
  if (without.length > 0) return refuse(`not part of ${lettersOf(without)}`);
  const reasons = differingTraits(
    described.flatMap(({ run, scenario }) => (scenario ? [{ run, scenario }] : [])),
  );
  if (reasons.length > 0) return refuse(reasons.join('; '));
  const judged = placements
    .filter((placement) => runs.some(({ result }) => findCell(result, { scenario: id, placement })))
    .map((placement) => ({ cell: { scenario: id, placement }, reason: unequalCell(runs, id, placement) }));
  return {
    cells: judged.flatMap(({ cell, reason }) => (reason === null ? [cell] : [])),
    unequal: judged.flatMap(({ cell, reason }) => (reason === null ? [] : [{ ...cell, reason }])),
  };
}

interface Described {
  readonly run: ComparedRun;
  readonly scenario: Scenario;
}

function differingTraits(described: readonly Described[]): readonly string[] {
  const traits = described.map(({ run, scenario }) => ({ letter: run.letter, own: traitsOf(scenario) }));
  const names = [...new Set(traits.flatMap(({ own }) => [...own.keys()]))];
  return names.flatMap((name) => {
    const values = traits.map(({ letter, own }) => ({ letter, value: own.get(name) ?? 'not set' }));
    return differing(name, values);
  });
}

interface Told {
  readonly letter: string;
  readonly value: string;
}

/** Longer values are in the results; here it is enough to know that they differ. */
const longest = 60;

function differing(what: string, values: readonly Told[]): readonly string[] {
  if (new Set(values.map(({ value }) => value)).size < 2) return [];
  if (values.some(({ value }) => value.length > longest)) return [`differs: ${what}`];
  return [`differs: ${what} (${values.map(({ letter, value }) => `${letter}: ${value}`).join(', ')})`];
}

/** null where the cell may stand side by side. */
function unequalCell(
  runs: readonly ComparedRun[],
  scenario: string,
  placement: Cell['placement'],
): string | null {
  const cell = { scenario, placement };
  const without = runs.filter(({ result }) => rowsOfCell(result, cell).length === 0);
  if (without.length > 0) return `${wordsForPlacement(placement)}: not measured in ${lettersOf(without)}`;
  const told = (read: (planned: PlannedCell) => string): readonly Told[] =>
    runs.map(({ letter, result }) => {
      const planned = findCell(result, cell);
      return { letter, value: planned === undefined ? 'not told' : read(planned) };
    });
  const reasons = [
    ...differing(
      'points',
      told(({ points }) => points?.join(' ') ?? 'none'),
    ),
    ...differing(
      'reference',
      told(({ reference }) => reference ?? 'none'),
    ),
  ];
  return reasons.length === 0 ? null : `${wordsForPlacement(placement)}: ${reasons.join('; ')}`;
}
