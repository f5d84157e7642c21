// SPDX-License-Identifier: Apache-2.0
// What a transfer costs along an axis that is not its size: pairs at once, the donor's table, its threads. One chart
// for each scenario and placement; where pairs were run for what they move together, capacity instead of cost.

import { unclaimedGrowth } from '../../bench/stats/growth-doubts.ts';
import { growthWords } from '../../bench/stats/growth-text.ts';
import type { Result, Row } from '../../bench/results/result.ts';
import { axisWords } from '../../bench/results/axis-words.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { LaunchScenario, Placement } from '../../scenarios/scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatDuration, formatRate } from '../format.ts';
import { growsAlongAxis } from '../load-scenarios.ts';
import type { ScenarioWithAxis } from '../load-scenarios.ts';
import { rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import type { CostOfRow } from './axis-cost.ts';
import { axisCosts, barsSentence, countsOfCell, endsOfLines, ratioPanelSentence } from './axis-cost.ts';
import type { Cost } from './axis-cost-spec.ts';
import { axisCostSpec } from './axis-cost-spec.ts';
import { nsPerTick, timeTicks } from './axis-panel.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartFile } from './chart.ts';
import { chartsOfCells } from './charts-of-cells.ts';

export const growth: ChartKind = {
  id: 'growth',
  make: ({ result }) =>
    chartsOfCells(result, {
      isOfKind: growsAlongAxis,
      draw: growthChart,
      titleOf: (scenario, placement) => titleOf(scenario, placement, told(scenario, [])),
    }),
};

/** undefined without at least two points. */
export function growthChart(
  result: Result,
  scenario: ScenarioWithAxis,
  placement: Placement,
): Chart | undefined {
  const cell = { scenario: scenario.id, placement };
  const rows = rowsOfCell(result, cell);
  const how = told(scenario, rows);
  const axis = scenario.axis.parameter;
  const costs = axisCosts(result, rows, axis, how.costOf);
  if (costs === undefined) return undefined;
  const id = `growth-${fileNamePart(scenario.id)}-${fileNamePart(placement)}`;
  const title = titleOf(scenario, placement, how);
  const counts = countsOfCell(result, cell, rows);
  const reference = rows.find((row) => row.reference !== null)?.reference ?? null;
  const fitted = (result.growths ?? []).filter(
    (each) => each.scenario === scenario.id && each.placement === placement,
  );
  // The title names the placement.
  const texts = fitted.map((one) =>
    printable(`${one.arm}: ${unclaimedGrowth(result, one) ?? growthWords(one, scenario)}`),
  );
  const axisTitle = axisWords[axis].axis;
  return {
    id,
    file: chartFile(id),
    title,
    description: [
      `Shown is ${how.what} against ${axisTitle}, both axes logarithmic. ${endsOfLines(costs.points, axis, how.format)}.`,
      ...texts.map((text) => `${text}.`),
    ].join(' '),
    caption: [
      `Median over launches of ${how.ofWhat}, against ${axisTitle}: ${counts}.`,
      barsSentence(costs.points.map(({ cost }) => cost)),
      ...(texts.length === 0 ? [] : [`Fitted as a power law: ${texts.join('; ')}.`]),
      ...(costs.points.some(({ ratio }) => ratio !== null) ? [ratioPanelSentence] : []),
    ].join(' '),
    spec: axisCostSpec({
      title,
      subtitle: counts,
      cost: how.cost,
      points: costs.points,
      along: costs.along,
      crossovers: [],
      reference: reference === null ? null : printable(reference),
    }),
  };
}

/** What the upper panel shows, and in which words. */
interface Told {
  readonly what: string;
  readonly ofWhat: string;
  readonly costOf: CostOfRow;
  readonly cost: Cost;
  readonly format: (value: number) => string;
}

function told(scenario: LaunchScenario, rows: readonly Row[]): Told {
  return rows.some(({ capacity }) => capacity !== undefined) ? asCapacity : asCost(scenario);
}

const asCapacity: Told = {
  what: 'capacity',
  ofWhat: 'the descriptors a second that all pairs move together',
  costOf: ({ capacity }) =>
    // The ratio in the row is of time a descriptor: under a curve of rates it would run the other way.
    capacity === undefined ? undefined : { cost: capacity.descriptorsPerSecond, ratio: null },
  cost: {
    title: 'descriptors a second, all pairs together (log)',
    ticks: { axis: { format: '~s' }, say: formatRate },
    divisor: 1,
  },
  format: formatRate,
};

function asCost(scenario: LaunchScenario): Told {
  const { time, ofOne } = measureOf(scenario);
  return {
    what: time,
    ofWhat: `the p50 of the ${ofOne}`,
    costOf: ({ wall, ratioToReference }) =>
      wall === null ? undefined : { cost: wall.p50, ratio: ratioToReference },
    cost: { title: `p50 of the ${ofOne} (log)`, ticks: timeTicks, divisor: nsPerTick },
    format: formatDuration,
  };
}

function titleOf({ id, axis }: LaunchScenario, placement: Placement, { what }: Told): string {
  const along = axis === undefined ? '' : ` against ${axisWords[axis.parameter].unit}`;
  return `${printable(id)}: ${what}${along}, ${wordsForPlacement(placement)}`;
}
