// SPDX-License-Identifier: Apache-2.0
// What more listeners cost: how long from the order until the new process accepts, and the worst delay that clients see,
// over the number of listeners.

import type { HandoverResults, HandoverRow } from '../../bench/results/handover.ts';
import type { Estimate } from '../../bench/results/result.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCountRange, formatDuration } from '../format.ts';
import { handoversOf, isCarried, pointsOf, pointWords, rowsAt } from '../handover-lookup.ts';
import { barsSentence } from './axis-cost.ts';
import type { Along, Mark } from './axis-panel.ts';
import { armLayers, markOf, nsPerTick, panelWidth, timeTicks } from './axis-panel.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { chartFile } from './chart.ts';
import type { DrawnArm } from './handover-arms.ts';
import { drawnArms } from './handover-arms.ts';
import { missingChart } from './missing-chart.ts';
import { chartConfig, chartTitle } from './theme.ts';

export const handoverCost: ChartKind = {
  id: 'handover-cost',
  make: ({ result }): ChartSet => {
    const handovers = handoversOf(result);
    if (handovers === undefined) return { charts: [], missing: [] };
    const scenarios = handovers.scenarios.filter(({ axis }) => axis.parameter === 'listeners');
    const drawn = scenarios.map((scenario) => ({
      scenario,
      chart: handoverCostChart(handovers, scenario),
    }));
    return {
      charts: drawn.flatMap(({ chart }) => chart ?? []),
      missing: drawn
        .filter(({ chart }) => chart === undefined)
        .map(({ scenario }) => missingChart(result, titleOf(scenario), scenario.id)),
    };
  },
};

const panels: readonly {
  readonly title: string;
  readonly estimateOf: (row: HandoverRow) => Estimate | null;
}[] = [
  { title: 'from the order to accepting (log)', estimateOf: ({ toAccepting }) => toAccepting },
  { title: 'worst delay in 100 ms (log)', estimateOf: ({ worstDelay }) => worstDelay },
];

/** undefined without at least two carried numbers of listeners. */
export function handoverCostChart(handovers: HandoverResults, scenario: HandoverScenario): Chart | undefined {
  const points = pointsOf(handovers, scenario).filter((point) => isCarried(handovers, scenario, point));
  const rows = points
    .flatMap((point) => rowsAt(handovers, scenario, point))
    .filter((row) => row.handovers > 0);
  if (new Set(rows.map(({ point }) => point)).size < 2) return undefined;
  const arms = drawnArms(scenario).filter(({ id }) => rows.some(({ arm }) => arm === id));
  const shown = panels
    .map(({ title, estimateOf }) => ({ title, marks: marksOf(arms, rows, estimateOf) }))
    .filter(({ marks }) => marks.length > 0);
  if (shown.length === 0) return undefined;
  const along: Along = {
    axisTitle: 'listeners',
    isLog: true,
    points,
    labels: arms.map(({ label }) => label),
    styles: arms.map(({ style }) => style),
  };
  const id = `handover-cost-${fileNamePart(scenario.id)}`;
  const title = titleOf(scenario);
  const counts = formatCountRange(
    rows.map(({ handovers: count }) => count),
    'handover',
  );
  return {
    id,
    file: chartFile(id),
    title,
    description: `From the order to accepting, and the worst delay, over the number of listeners, both axes logarithmic. ${endsOf(arms, rows, scenario)}.`,
    caption: [
      `Above, median over handovers of the time from the order until the new process accepts (the control has none; inherit_exec starts the new program first, which waits already in the other arms); below, that of the worst delay of what was due in the 100 ms after the order and served: ${counts} of each arm at each point.`,
      barsSentence(rows.flatMap((row) => panels.map(({ estimateOf }) => estimateOf(row)))),
    ].join(' '),
    spec: {
      title: chartTitle(title, `${counts} of each arm at each point`, panelWidth),
      config: chartConfig,
      spacing: 22,
      vconcat: shown.map(({ title: quantity, marks }) => ({
        width: panelWidth,
        height: 250,
        layer: armLayers(along, marks, { title: quantity, ticks: timeTicks, wantedTicks: 7 }),
      })),
    },
  };
}

function titleOf({ id }: HandoverScenario): string {
  return `${printable(id)}: what a handover takes with more listeners`;
}

function marksOf(
  arms: readonly DrawnArm[],
  rows: readonly HandoverRow[],
  estimateOf: (row: HandoverRow) => Estimate | null,
): readonly Mark[] {
  return arms.flatMap(({ id, label }) =>
    rows
      .filter(({ arm }) => arm === id)
      .flatMap((row) => markOf({ label, point: row.point }, estimateOf(row), nsPerTick) ?? []),
  );
}

function endsOf(arms: readonly DrawnArm[], rows: readonly HandoverRow[], scenario: HandoverScenario): string {
  return arms
    .flatMap(({ id, label }) => {
      const last = rows.findLast(({ arm, toAccepting }) => arm === id && toAccepting !== null);
      return last?.toAccepting == null
        ? []
        : `${label}: ${formatDuration(last.toAccepting.value)} to accepting with ${pointWords(scenario, last.point)}`;
    })
    .join('; ');
}
