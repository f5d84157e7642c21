// SPDX-License-Identifier: Apache-2.0
// What a transfer costs as it carries more descriptors, and from how many on the other arm is
// cheaper: a chart for each placement and measure, wall time and CPU time.

import type { Crossover, Estimate, Result, Row } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { doubtsAround } from '../crossover-doubts.ts';
import { fileNamePart, printable } from '../escape.ts';
import {
  formatCount,
  formatCountOf,
  formatCountRange,
  formatCoverage,
  formatDuration,
  formatInterval,
  formatNumber,
} from '../format.ts';
import { armOfRow, batchScenario, placementsPlanned, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { keyLabel, labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { batchScalingSpec } from './batch-scaling-spec.ts';
import type { BatchPoint, CrossoverMark } from './batch-scaling-spec.ts';
import { chartFile } from './chart.ts';
import type { Chart, ChartKind, MissingChart } from './chart.ts';
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
  const rows = rowsOfCell(result, { scenario: batchScenario, placement });
  const allArms = new Map(rows.map((row) => [row.arm, armOfRow(result, row)]));
  const labelsById = labelsOfArms([...allArms.values()]);
  const points = rows.flatMap((row) => {
    const label = labelsById.get(row.arm) ?? '';
    return pointOf(row, { label, measure, isFloor: allArms.get(row.arm)?.isFloor ?? false }) ?? [];
  });
  const sizes = new Set(points.map((point) => point.descriptors));
  if (sizes.size < 2) return undefined;
  const drawn = new Set(points.map((point) => point.label));
  const arms = [...allArms.values()].filter((arm) => drawn.has(labelsById.get(arm.id) ?? ''));
  const id = `batch-scaling-${measure}-${fileNamePart(placement)}`;
  const title = titleOf(measure, placement);
  const subtitle = countsOf(result, rows, placement);
  const crossovers = crossoversOf(result, placement, measure);
  const marks = crossovers.flatMap((each) => markOf(each, [...sizes]) ?? []);
  const reference = rows.find((row) => row.reference !== null)?.reference ?? null;
  return {
    id,
    file: chartFile(id),
    title,
    description: describe(points, crossovers, measure),
    caption: captionOf(rows, marks, measure, subtitle),
    spec: batchScalingSpec({
      title,
      subtitle,
      measure: measureWords[measure],
      points,
      crossovers: marks,
      labels: arms.map((arm) => labelsById.get(arm.id) ?? ''),
      styles: stylesOfArms(arms),
      reference: reference === null ? null : printable(reference),
    }),
  };
}

function titleOf(measure: Measure, placement: Placement): string {
  return `Cost of a batch: ${measureWords[measure]}, ${wordsForPlacement(placement)}`;
}

function pointOf(
  row: Row,
  {
    label,
    measure,
    isFloor,
  }: { readonly label: string; readonly measure: Measure; readonly isFloor: boolean },
): BatchPoint | undefined {
  const time: Estimate | undefined = (measure === 'wall' ? row.wall : row.cpu)?.p50;
  if (row.point === null || time === undefined || !(time.value > 0)) return undefined;
  const ratio = measure === 'wall' ? row.ratioToReference : row.cpuRatioToReference;
  return { label, descriptors: row.point, time, ratio: isFloor ? null : ratio };
}

function crossoversOf(result: Result, placement: Placement, measure: Measure): readonly Crossover[] {
  return result.crossovers.filter(
    (each) =>
      each.scenario === batchScenario &&
      each.placement === placement &&
      each.measure === measure &&
      doubtsAround(result, each).length === 0,
  );
}

/** Marks a crossover that has an interval. One that reaches an end of the axis bounds the crossover on
 * one side only, and its label says so; one that reaches both ends says nothing and is not marked. */
function markOf({ status, at, above }: Crossover, sizes: readonly number[]): CrossoverMark | undefined {
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
    lines: [
      `${keyLabel(above)} is cheaper above`,
      `${formatNumber(at.value)} descriptors a transfer`,
      `(${formatCoverage(coverage)} interval ${interval})`,
    ],
  };
}

function countsOf(result: Result, rows: readonly Row[], placement: Placement): string {
  const launches = result.launches.filter(
    (launch) => launch.scenario === batchScenario && launch.placement === placement && launch.status === 'ok',
  );
  const samples = launches.reduce((sum, launch) => sum + (launch.wall?.n ?? 0), 0);
  const blocks = formatCountRange(
    rows.map((row) => row.blocks),
    'block',
  );
  return `n = ${formatCountOf(samples, 'sample')} from ${formatCountOf(launches.length, 'launch', 'launches')} in all; ${blocks}`;
}

function captionOf(
  rows: readonly Row[],
  marks: readonly CrossoverMark[],
  measure: Measure,
  counts: string,
): string {
  const coverages = rows.flatMap((row) => row.wall?.p50.interval?.coverage ?? []);
  const intervals =
    coverages.length === 0
      ? 'Too few blocks for any interval, so nothing is claimed.'
      : `Bars are sign-test intervals over blocks (coverage at least ${formatCoverage(Math.min(...coverages))}); ` +
        'many are shorter than their mark.';
  const marked =
    marks.length > 0
      ? 'The dashed line is the crossover, the grey band its interval.'
      : 'No crossover is marked: none was found with an interval and without a doubt.';
  const ratio =
    'Lower panel: ratio to the reference in the same block (Hodges–Lehmann, signed-rank intervals); under 1 is ' +
    'cheaper than the reference. Exploratory: what can be claimed is in the text.';
  return (
    `Median over launches of the p50 of one whole transfer, ${measureWords[measure]}, against descriptors ` +
    `a transfer: ${counts}. ${intervals} ${marked} ${ratio}`
  );
}

function describe(points: readonly BatchPoint[], crossovers: readonly Crossover[], measure: Measure): string {
  const labels = [...new Set(points.map((point) => point.label))];
  const growth = labels.map((label) => {
    const own = points.filter((point) => point.label === label).sort((a, b) => a.descriptors - b.descriptors);
    const ends = [own.at(0), own.at(-1)].map((point) =>
      point === undefined ? '' : `${formatDuration(point.time.value)} at ${formatCount(point.descriptors)}`,
    );
    return `${label}: ${ends.join(', ')}`;
  });
  const texts = crossovers.map((each) => printable(each.text)).filter((text) => text !== '');
  return [
    `${measureWords[measure]} of a transfer against its number of descriptors, both axes logarithmic. ${growth.join('; ')}.`,
    ...texts,
  ].join(' ');
}
