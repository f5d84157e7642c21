// SPDX-License-Identifier: Apache-2.0
// A chart for each placement of the headline scenario, or why it is not there.

import type { Placement } from '../../scenarios/scenario.ts';
import type { ReportInput } from '../report-input.ts';
import { headlineScenario, placementsPlanned, wordsForPlacement } from '../row-lookup.ts';
import type { Chart, ChartSet } from './chart.ts';
import { missingChart } from './missing-chart.ts';

type MakeChart = (input: ReportInput, placement: Placement, title: string) => Chart | undefined;

/** `title` is what the chart is called without its placement. */
export function chartsOfHeadline(input: ReportInput, title: string, make: MakeChart): ChartSet {
  const planned = placementsPlanned(input.result, headlineScenario);
  if (planned.length === 0) {
    return { charts: [], missing: [missingChart(input.result, title, headlineScenario)] };
  }
  const drawn = planned.map((placement) => {
    const ownTitle = `${title}, ${wordsForPlacement(placement)}`;
    return { placement, ownTitle, chart: make(input, placement, ownTitle) };
  });
  return {
    charts: drawn.flatMap(({ chart }) => chart ?? []),
    missing: drawn
      .filter(({ chart }) => chart === undefined)
      .map(({ placement, ownTitle }) => missingChart(input.result, ownTitle, headlineScenario, placement)),
  };
}
