// SPDX-License-Identifier: Apache-2.0
// What a transfer takes against how busy its donor is with work of its own: a line a mechanism, requests of a heavy tail
// apart. Which scenarios vary that is told by their parameters.

import type { Arm, Result, Row } from '../../bench/results/result.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { LaunchParameters, LaunchScenario, Placement, Scenario } from '../../scenarios/scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCount, formatDuration } from '../format.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import type { Cell } from '../row-lookup.ts';
import { armOfRow, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { labelsOfArms } from './arm-label.ts';
import { stylesOfArms } from './arm-style.ts';
import { barsSentence, countsOfCell } from './axis-cost.ts';
import type { Along } from './axis-panel.ts';
import { markOf, nsPerTick } from './axis-panel.ts';
import { busyLayers } from './busy-donor-panel.ts';
import type { BusyMark } from './busy-donor-panel.ts';
import type { Chart, ChartKind } from './chart.ts';
import { chartFile } from './chart.ts';
import { chartsOfCells } from './charts-of-cells.ts';
import { gridRows, quantileGrid } from './quantile-grid.ts';
import type { GridRow } from './quantile-grid.ts';

export const busyDonor: ChartKind = {
  id: 'busy-donor',
  make: ({ result }) => chartsOfCells(result, { isOfKind: variesUtilisation, draw: busyDonorChart, titleOf }),
};

/** Its variants ask for at least two utilisations of the donor, and nothing else lies along an axis. */
export function variesUtilisation(scenario: Scenario): scenario is LaunchScenario {
  if (scenario.class !== 'launches' || scenario.axis !== undefined) return false;
  const works = scenario.variants.map(({ parameters }) => workOf(scenario, parameters));
  return new Set(works.map(({ utilisation }) => utilisation)).size > 1;
}

/** undefined without at least two utilisations that have a median. */
export function busyDonorChart(
  result: Result,
  scenario: LaunchScenario,
  placement: Placement,
): Chart | undefined {
  const cell = { scenario: scenario.id, placement };
  const rows = busyRows(result, scenario, placement);
  const measured = rows.filter(({ row }) => row.wall !== null);
  if (new Set(measured.map(({ utilisation }) => utilisation)).size < 2) return undefined;
  const id = `busy-donor-${fileNamePart(scenario.id)}-${fileNamePart(placement)}`;
  const title = titleOf(scenario, placement);
  const counts = countsOf(result, cell, measured);
  const drawnRows = quantilesOf(result, rows);
  const drawn = drawnRows.map(({ quantile }) => quantile).join(' and ');
  const { ofOne } = measureOf(scenario);
  const along = alongOf(rows);
  return {
    id,
    file: chartFile(id),
    title,
    description: `${drawn} of the ${ofOne} against the utilisation of the donor, logarithmic time. ${measured.map(wordsOf).join('; ')}.`,
    caption: [
      `Median over launches of the ${drawn} of the ${ofOne}, from ${scenario.interval.first} to ${scenario.interval.last}, against the share of its CPU that the donor gives to requests of its own, a column for each mechanism on the same scale: ${counts}.`,
      barsSentence(measured.flatMap(({ row }) => [row.wall?.p50, row.wall?.p99])),
      heavySentence(measured),
      'Hollow: a doubt weakens the number. A line between two points is only for the eye. Exploratory: what can be claimed is in the text.',
    ]
      .filter((sentence) => sentence !== '')
      .join(' '),
    spec: quantileGrid({
      title,
      subtitle: counts,
      quantityOf: 'of a transfer',
      rows: drawnRows,
      layersOf: (marks, quantity) => busyLayers(along, marks, quantity),
    }),
  };
}

function titleOf({ id }: LaunchScenario, placement: Placement): string {
  return `${printable(id)}: against the utilisation of the donor, ${wordsForPlacement(placement)}`;
}

/** A row with the work of its donor; `line` is what it is drawn as. */
interface BusyRow {
  readonly row: Row;
  readonly line: Arm;
  readonly utilisation: number;
  readonly isHeavy: boolean;
}

/** Without floors that are only the canary: their donor does no work, or they do not share the interval. */
function busyRows(result: Result, scenario: LaunchScenario, placement: Placement): readonly BusyRow[] {
  const found = rowsOfCell(result, { scenario: scenario.id, placement }).flatMap((row): BusyRow[] => {
    const arm = armOfRow(result, row);
    const variant = scenario.variants.find(({ label }) => label === arm.variant);
    if (variant === undefined || (arm.isFloor && scenario.floorIsCanaryOnly === true)) return [];
    const { utilisation, isHeavy } = workOf(scenario, variant.parameters);
    const name = isHeavy ? `${arm.mechanism}, heavy-tailed` : arm.mechanism;
    return [{ row, utilisation, isHeavy, line: { ...arm, id: name } }];
  });
  // The first of a mechanism has the dash and shape that are its own everywhere.
  return [...found.filter(({ isHeavy }) => !isHeavy), ...found.filter(({ isHeavy }) => isHeavy)];
}

function workOf({ fixed }: LaunchScenario, own: Partial<LaunchParameters>) {
  const { service = 'none', utilisationPercent = 0 } = { ...fixed, ...own };
  const isAtWork = service !== 'none';
  return { utilisation: isAtWork ? utilisationPercent : 0, isHeavy: isAtWork && service === 'heavy-tailed' };
}

function linesOf(rows: readonly BusyRow[]): readonly Arm[] {
  return [...new Map(rows.map(({ line }) => [line.id, line])).values()];
}

/** What is a single mark of a heavy tail has no dash that a key could tell, and its name stands beside it. */
function alongOf(rows: readonly BusyRow[]): Along {
  const lines = linesOf(rows);
  const labels = labelsOfArms(lines);
  const isLoneMark = (id: string): boolean => {
    const own = rows.filter(({ line }) => line.id === id);
    return (
      own.every(({ isHeavy }) => isHeavy) && new Set(own.map(({ utilisation }) => utilisation)).size === 1
    );
  };
  return {
    axisTitle: 'utilisation of the donor (%)',
    isLog: false,
    points: rows.map(({ utilisation }) => utilisation),
    labels: lines.map(({ id }) => labels.get(id) ?? ''),
    styles: stylesOfArms(lines),
    inKey: lines.filter(({ id }) => !isLoneMark(id)).map(({ id }) => labels.get(id) ?? ''),
  };
}

function quantilesOf(result: Result, rows: readonly BusyRow[]): readonly GridRow<BusyMark>[] {
  const labels = labelsOfArms(linesOf(rows));
  const mechanisms = [...new Set(rows.map(({ line }) => line.mechanism))];
  return gridRows(mechanisms, (mechanism, estimateOf) =>
    rows
      .filter(({ line }) => line.mechanism === mechanism)
      .flatMap(({ row, line, utilisation, isHeavy }): BusyMark[] => {
        const at = { label: labels.get(line.id) ?? '', point: utilisation };
        const mark = markOf(at, estimateOf(row) ?? null, nsPerTick);
        if (mark === undefined) return [];
        const isWeakened = weakeningDoubts(result, row).length > 0;
        return [{ ...mark, isHeavy, ...(isWeakened ? { isWeakened } : {}) }];
      }),
  );
}

/** Of what is drawn: the launches of a canary are in no mark. */
function countsOf(result: Result, cell: Cell, measured: readonly BusyRow[]): string {
  const drawn = measured.map(({ row }) => row);
  const launches = result.launches.filter(({ arm }) => drawn.some((row) => row.arm === arm));
  return countsOfCell({ ...result, launches }, cell, drawn);
}

function heavySentence(rows: readonly BusyRow[]): string {
  const heavy = rows.filter(({ isHeavy }) => isHeavy);
  if (heavy.length === 0) return '';
  const shares = [...new Set(heavy.map(({ utilisation }) => `${formatCount(utilisation)} %`))];
  return `Marks beside "heavy-tailed" (at ${shares.join(', ')}): the same share of its CPU, in requests of which a few are very long, instead of equal ones.`;
}

function wordsOf({ row, line, utilisation }: BusyRow): string {
  return `${printable(line.id)} at ${formatCount(utilisation)} %: ${formatDuration(row.wall?.p50.value ?? NaN)}`;
}
