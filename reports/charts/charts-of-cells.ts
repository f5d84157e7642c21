// SPDX-License-Identifier: Apache-2.0
// One chart for each placement of each scenario of a kind; where there is none, what would have been drawn.

import type { Result } from '../../bench/results/result.ts';
import type { LaunchScenario, Placement, Scenario } from '../../scenarios/scenario.ts';
import { placementsPlanned } from '../row-lookup.ts';
import type { Chart, ChartSet } from './chart.ts';
import { missingChart } from './missing-chart.ts';

export interface CellCharts<S extends LaunchScenario> {
  readonly isOfKind: (scenario: Scenario) => scenario is S;
  /** undefined where there is too little to draw. */
  readonly draw: (result: Result, scenario: S, placement: Placement) => Chart | undefined;
  readonly titleOf: (scenario: S, placement: Placement) => string;
}

export function chartsOfCells<S extends LaunchScenario>(
  result: Result,
  { isOfKind, draw, titleOf }: CellCharts<S>,
): ChartSet {
  const cells = result.scenarios.filter(isOfKind).flatMap((scenario) =>
    placementsPlanned(result, scenario.id).map((placement) => ({
      scenario,
      placement,
      chart: draw(result, scenario, placement),
    })),
  );
  return {
    charts: cells.flatMap(({ chart }) => chart ?? []),
    missing: cells
      .filter(({ chart }) => chart === undefined)
      .map(({ scenario, placement }) =>
        missingChart(result, titleOf(scenario, placement), scenario.id, placement),
      ),
  };
}
