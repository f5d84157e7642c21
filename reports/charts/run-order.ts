// SPDX-License-Identifier: Apache-2.0
// The medians of the headline scenario's launches in the order in which they ran, from the launches alone: drift,
// steps and modes are seen here and in no table.

import type { LaunchSummary, Result } from '../../bench/results/result.ts';
import type { LaunchScenario, Placement, Scenario } from '../../scenarios/scenario.ts';
import { fileNamePart } from '../escape.ts';
import { formatCount, formatCountOf, formatDuration } from '../format.ts';
import { armOfRow, findCell, headlineScenario, wordsForPlacement } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { nsPerTick } from './axis-panel.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartsOfCells } from './charts-of-cells.ts';
import { runOrderSpec } from './run-order-spec.ts';
import type { LaunchMark } from './run-order-spec.ts';

export const runOrder: ChartKind = {
  id: 'run-order',
  make: ({ result }) =>
    chartsOfCells(result, {
      isOfKind: isHeadline,
      draw: (_, __, placement) => runOrderChart(result, placement),
      titleOf: (_, placement) => titleOf(placement),
    }),
};

function isHeadline(scenario: Scenario): scenario is LaunchScenario {
  return scenario.class === 'launches' && scenario.id === headlineScenario;
}

/** undefined where no launch has a median. */
export function runOrderChart(result: Result, placement: Placement): Chart | undefined {
  const cell = { scenario: headlineScenario, placement };
  const launches = result.launches.filter(
    (launch) => launch.scenario === cell.scenario && launch.placement === placement,
  );
  const order = findCell(result, cell)?.arms.map(({ id }) => id) ?? [];
  const ids = [...new Set(launches.map(({ arm }) => arm))].sort(
    (a, b) => order.indexOf(a) - order.indexOf(b),
  );
  const arms = ids.map((arm) => armOfRow(result, { ...cell, arm }));
  const labels = labelsOfArms(arms);
  const marks = launches.map((launch) => markOf(launch, labels.get(launch.arm) ?? ''));
  if (marks.every(({ value }) => value === null)) return undefined;
  const id = `run-order-${fileNamePart(placement)}`;
  const title = titleOf(placement);
  const counts = countsOf(launches);
  return {
    id,
    file: chartFile(id),
    title,
    description: `Launches of ${formatCountOf(arms.length, 'arm')} in the order in which they ran, logarithmic time axis. ${describe(launches, ids, labels)}.`,
    caption: [
      `One mark is the p50 of one launch, at its place in the run: ${counts}.`,
      'A slope is drift, a jump something that changed on the machine, two levels with nothing between are modes; on the right the same marks by arm, so that levels are seen as bands.',
      'The order of the arms within a block was drawn from the seed, so that a drift favours no arm; and ratios are taken within a block, so that what moves all arms together is not in them.',
      failedSentence(marks),
      'Marks are single launches and carry no interval.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    spec: runOrderSpec({
      title,
      subtitle: counts,
      labels: [...labels.values()],
      styles: stylesOfArms(arms),
      marks,
    }),
  };
}

function titleOf(placement: Placement): string {
  return `Medians of launches in the order of the run, ${wordsForPlacement(placement)}`;
}

/** A launch that did not work out, or whose median has no place on a logarithmic axis, has no value. */
function markOf({ launch, block, status, wall }: LaunchSummary, label: string): LaunchMark {
  const isUsable = status === 'ok' && wall !== null && wall.p50 > 0;
  return { label, launch, block, value: isUsable ? wall.p50 / nsPerTick : null };
}

function countsOf(launches: readonly LaunchSummary[]): string {
  const samples = launches.reduce((sum, { wall }) => sum + (wall?.n ?? 0), 0);
  const blocks = new Set(launches.map(({ block }) => block)).size;
  return `n = ${formatCountOf(samples, 'sample')} from ${formatCountOf(launches.length, 'launch', 'launches')} in ${formatCountOf(blocks, 'block')}`;
}

function failedSentence(marks: readonly LaunchMark[]): string {
  const count = marks.filter(({ value }) => value === null).length;
  if (count === 0) return '';
  return `Strokes at the lower edge: ${formatCountOf(count, 'launch that gave no number', 'launches that gave no number')}.`;
}

function describe(
  launches: readonly LaunchSummary[],
  ids: readonly string[],
  labels: ReadonlyMap<string, string>,
): string {
  return ids
    .map((id) => {
      const own = launches.filter(({ arm }) => arm === id);
      const medians = own.flatMap(({ status, wall }) => (status === 'ok' && wall !== null ? [wall.p50] : []));
      const range =
        medians.length === 0
          ? 'none with a median'
          : `${formatCount(medians.length)} with medians from ${formatDuration(Math.min(...medians))} to ${formatDuration(Math.max(...medians))}`;
      return `${labels.get(id) ?? ''}: ${formatCountOf(own.length, 'launch', 'launches')}, ${range}`;
    })
    .join('; ');
}
