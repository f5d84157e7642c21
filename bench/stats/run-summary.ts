// SPDX-License-Identifier: Apache-2.0
// Everything that result.json says about a run beyond its launches.

import type { Crossover, Row } from '../results/result.ts';
import { findCrossovers } from './crossover.ts';
import type { RowsInput } from './rows.ts';
import { makeRows } from './rows.ts';

export interface RunSummary {
  readonly rows: readonly Row[];
  readonly crossovers: readonly Crossover[];
}

export function summariseRun(input: RowsInput): RunSummary {
  const crossovers = input.cells.flatMap((cell) => {
    const scenario = input.scenarios.find(({ id }) => id === cell.scenario);
    const isAsked = scenario?.class === 'launches' && scenario.findsCrossover === true;
    return isAsked ? findCrossovers(cell, input.launches) : [];
  });
  return { rows: makeRows(input), crossovers };
}
