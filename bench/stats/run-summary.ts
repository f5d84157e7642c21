// SPDX-License-Identifier: Apache-2.0
// Everything that result.json says about a run beyond its launches.

import type { LaunchScenario } from '../../scenarios/scenario.ts';
import type { Crossover, Growth, PlannedCell, Row } from '../results/result.ts';
import { findCrossovers } from './crossover.ts';
import { findGrowths } from './growth.ts';
import type { RowsInput } from './rows.ts';
import { makeRows } from './rows.ts';

export interface RunSummary {
  readonly rows: readonly Row[];
  readonly crossovers: readonly Crossover[];
  /** Empty where no scenario's growth is fitted. */
  readonly growths: readonly Growth[];
}

export function summariseRun(input: RowsInput): RunSummary {
  const { cells, launches } = input;
  const launched = cells.flatMap((cell) => {
    const scenario = scenarioOf(cell, input);
    return scenario === null ? [] : [{ cell, scenario }];
  });
  return {
    rows: makeRows(input),
    crossovers: launched.flatMap(({ cell, scenario }) =>
      scenario.findsCrossover === true ? findCrossovers(cell, launches, scenario.axis?.parameter) : [],
    ),
    growths: launched.flatMap(({ cell, scenario }) => findGrowths(cell, scenario, launches)),
  };
}

/** null for single calls, which have no axis. */
function scenarioOf(cell: PlannedCell, { scenarios }: RowsInput): LaunchScenario | null {
  const scenario = scenarios.find(({ id }) => id === cell.scenario);
  return scenario?.class === 'launches' ? scenario : null;
}
