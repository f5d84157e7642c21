// SPDX-License-Identifier: Apache-2.0
// What a transfer costs as it carries more descriptors, and from how many on the other arm is
// cheaper: a chart for each placement and measure, wall time and CPU time.

import type { Crossover, Result, Row } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { doubtsAround, isExploratory, unsoundAround } from '../crossover-doubts.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCoverage, formatDuration, formatInterval, formatNumber } from '../format.ts';
import { batchScenario, placementsPlanned, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { keyLabel } from './arm-label.ts';
import type { CostOfRow } from './axis-cost.ts';
import { axisCosts, barsSentence, countsOfCell, endsOfLines, ratioPanelSentence } from './axis-cost.ts';
import type { CostPoint } from './axis-cost-spec.ts';
import { axisCostSpec } from './axis-cost-spec.ts';
import { nsPerTick, timeTicks } from './axis-panel.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind, MissingChart } from './chart.ts';
import type { CrossoverMark } from './crossover-layers.ts';
import { missingChart } from './missing-chart.ts';

export type Measure = Crossover['measure'];

const measures: readonly Measure[] = ['wall', 'cpu'];
const measureWords: Readonly<Record<Measure, string>> = {
  wall: 'wall time',
  cpu: 'CPU time of both roles',
};

export const batchScaling: ChartKind = {
  id: 'batch-scaling',
  make: ({ result }) => {
    const charts: Chart[] = [];
    const missing: MissingChart[] = [];
    const planned = placementsPlanned(result, batchScenario);
    for (const placement of planned) {
      for (const measure of measures) {
        const chart = batchScalingChart(result, placement, measure);
        if (chart !== undefined) charts.push(chart);
        else missing.push(missingChart(result, titleOf(measure, placement), batchScenario, placement));
      }
    }
    if (planned.length === 0) missing.push(missingChart(result, 'Cost of a batch', batchScenario));
    return { charts, missing };
  },
};

/** The chart of one placement and measure; undefined without at least two sizes. */
export function batchScalingChart(result: Result, placement: Placement, measure: Measure): Chart | undefined {
  const cell = { scenario: batchScenario, placement };
  const rows = rowsOfCell(result, cell);
  const costs = axisCosts(result, rows, 'batch', (row) => costOf(row, measure));
  if (costs === undefined) return undefined;
  const { points, along } = costs;
  const id = `batch-scaling-${measure}-${fileNamePart(placement)}`;
  const title = titleOf(measure, placement);
  const subtitle = countsOfCell(result, cell, rows);
  const crossovers = crossoversOf(result, placement, measure);
  const marks = crossovers.flatMap((each) => markOf(result, each, along.points) ?? []);
  const reference = rows.find((row) => row.reference !== null)?.reference ?? null;
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(result, points, crossovers, measure),
    caption: captionOf(rows, marks, measure, subtitle),
    spec: axisCostSpec({
      title,
      subtitle,
      cost: {
        title: `p50 ${measureWords[measure]} of one transfer (log)`,
        ticks: timeTicks,
        divisor: nsPerTick,
      },
      points,
      along,
      crossovers: marks,
      reference: reference === null ? null : printable(reference),
    }),
  };
}

function titleOf(measure: Measure, placement: Placement): string {
  return `Cost of a batch: ${measureWords[measure]}, ${wordsForPlacement(placement)}`;
}

function costOf(row: Row, measure: Measure): ReturnType<CostOfRow> {
  const cost = (measure === 'wall' ? row.wall : row.cpu)?.p50;
  if (cost === undefined) return undefined;
  return { cost, ratio: measure === 'wall' ? row.ratioToReference : row.cpuRatioToReference };
}

function crossoversOf(result: Result, placement: Placement, measure: Measure): readonly Crossover[] {
  return result.crossovers.filter(
    (each) =>
      each.scenario === batchScenario &&
      each.placement === placement &&
      each.measure === measure &&
      doubtsAround(result, each).length === 0 &&
      unsoundAround(result, each).length === 0,
  );
}

/** Marks a crossover that has an interval. One that reaches an end of the axis bounds the crossover on
 * one side only, and its label says so; one that reaches both ends says nothing and is not marked. */
function markOf(result: Result, crossover: Crossover, sizes: readonly number[]): CrossoverMark | undefined {
  const { status, at, above } = crossover;
  if ((status !== 'found' && status !== 'open') || at?.interval == null) return undefined;
  const { lo, hi, coverage } = at.interval;
  const isOpenLow = status === 'open' && lo <= Math.min(...sizes);
  const isOpenHigh = status === 'open' && hi >= Math.max(...sizes);
  if (isOpenLow && isOpenHigh) return undefined;
  const interval = isOpenLow
    ? `up to ${formatNumber(hi)}`
    : isOpenHigh
      ? `from ${formatNumber(lo)} on`
      : formatInterval(lo, hi);
  return {
    at: at.value,
    lo,
    hi,
    isClaimed: status === 'found',
    lines: [
      status === 'open'
        ? 'estimates cross (not claimed) at'
        : `${keyLabel(above)} ${isExploratory(result, crossover) ? 'looks' : 'is'} cheaper above`,
      `${formatNumber(at.value)} descriptors a transfer`,
      `(${formatCoverage(coverage)} interval ${interval})`,
    ],
  };
}

function crossoverNote(isClaimed: boolean): string {
  return isClaimed
    ? 'The dashed line is the crossover, the grey band its interval.'
    : 'The dashed line is where the estimates cross, the grey band the interval. It reaches an end of the sizes measured, so no crossover is claimed.';
}

function captionOf(
  rows: readonly Row[],
  marks: readonly CrossoverMark[],
  measure: Measure,
  counts: string,
): string {
  const intervals = barsSentence(rows.map((row) => row.wall?.p50));
  const marked =
    marks.length > 0
      ? crossoverNote(marks.every(({ isClaimed }) => isClaimed))
      : 'No crossover is marked: none was found with an interval and without a doubt.';
  return (
    `Median over launches of the p50 of one whole transfer, ${measureWords[measure]}, against descriptors ` +
    `a transfer: ${counts}. ${intervals} ${marked} ${ratioPanelSentence}`
  );
}

function describe(
  result: Result,
  points: readonly CostPoint[],
  crossovers: readonly Crossover[],
  measure: Measure,
): string {
  const texts = crossovers
    .filter(({ text }) => text !== '')
    .map((each) => `${isExploratory(result, each) ? 'Exploratory: ' : ''}${printable(each.text)}`);
  return [
    `${measureWords[measure]} of a transfer against its number of descriptors, both axes logarithmic. ${endsOfLines(points, 'batch', formatDuration)}.`,
    ...texts,
  ].join(' ');
}
