// SPDX-License-Identifier: Apache-2.0
// The table: every arm at every point, scenario by scenario, with its intervals.

import { axisWords, pointInColumn } from '../../bench/results/axis-words.ts';
import type { Doubt } from '../../bench/results/doubt.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { ConfidenceInterval, Estimate, RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import type { AxisParameter, Scenario } from '../../scenarios/scenario.ts';
import {
  formatCount,
  formatDuration,
  formatDurationInterval,
  formatP,
  formatRatio,
  formatRatioInterval,
  noNumber,
} from '../format.ts';
import { doubtsOfRow } from '../row-doubts.ts';
import {
  armOfRow,
  axisOfScenario,
  findScenario,
  floorBeside,
  placementsWithRows,
  rowsOfCell,
  scenarioIds,
  wordsForPlacement,
} from '../row-lookup.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { Block, Column, Inline, RowGroup, Table, TableCell } from './blocks.ts';
import type { Section } from './section.ts';

export const numbers: Section = {
  id: 'numbers',
  title: 'The numbers',
  blocks: ({ result }) => {
    const tables = scenarioIds(result).flatMap((scenario) => tableOf(result, scenario));
    return tables.length === 0
      ? []
      : [
          paragraph(
            text`Times are medians over launches of each launch's percentile; a second line in a cell is the interval. Ratios are Hodges–Lehmann estimates over blocks of the ratio of p50 within the block, with the interval of the signed-rank test; the ratio to the reference has that of the sign test after it, and its p (Holm's, where it was declared before the run) or q (among the exploratory ones). Under the name of an arm stand the doubts about its row: those that weaken it, and those that are noted. ${strong(noNumber)} stands where there is no number: nothing measured, too few samples for a p99, or the arm that a ratio divides by.`,
          ),
          ...tables,
        ];
  },
};

/** What a column shows of a row. */
interface TableColumn extends Column {
  readonly cell: (result: Result, row: Row) => TableCell;
}

function tableOf(result: Result, scenario: string): readonly Block[] {
  const rows = result.rows.filter((row) => row.scenario === scenario);
  if (rows.length === 0) return [];
  const columns = columnsFor(result, rows, axisOfScenario(result, scenario));
  const found = findScenario(result, scenario);
  const { isCompared } = comparisonIn(found);
  const table: Table = {
    kind: 'table',
    caption: `${scenario}: ${measureOf(found).ofOne}${isCompared ? ' and ratios' : ''}, by placement`,
    columns,
    groups: placementsWithRows(result, scenario).map((placement): RowGroup => ({
      heading: wordsForPlacement(placement),
      rows: rowsOfCell(result, { scenario, placement }).map((row) =>
        columns.map((column) => column.cell(result, row)),
      ),
    })),
  };
  return [
    { kind: 'heading', text: text`${code(scenario)}` },
    ...(found === undefined ? [] : [paragraph(text`${found.question}`)]),
    ...(isCompared ? [] : [paragraph(text`${aboutWays}`)]),
    table,
  ];
}

const aboutWays =
  'These are references. Each has an interval of its own ("What each stopwatch covers" says what lies in it), so none is divided by another, and none stands beside a launch.';

function columnsFor(result: Result, rows: readonly Row[], axis: AxisParameter): readonly TableColumn[] {
  const references = new Set(rows.flatMap((row) => row.reference ?? []));
  const [only] = references.size === 1 ? references : [];
  const hasPoints = rows.some((row) => row.point !== null);
  const hasCpu = rows.some((row) => row.cpu !== null);
  const { isCompared, hasFloor } = comparisonIn(findScenario(result, rows[0]?.scenario ?? ''));
  return [
    { title: 'arm', align: 'left', cell: (_, row) => armCell(result, row) },
    ...(hasPoints ? [number(axisWords[axis].column, (_, row) => pointCell(axis, row))] : []),
    ...(hasFloor
      ? [number('floor p50', (_, row) => plain(durationOf(floorBeside(result, row)?.wall?.p50)))]
      : []),
    number('p50', (_, row) => (isLost(row) ? plain('most lost') : durationCell(row.wall?.p50))),
    number('p90', (_, row) => durationCell(row.wall?.p90)),
    number('p99', (_, row) => durationCell(row.wall?.p99)),
    ...(hasCpu ? [number('CPU p50', (_, row) => durationCell(row.cpu?.p50))] : []),
    ...(hasFloor ? [floorRatioColumn] : []),
    ...(isCompared ? ratioColumns(only, references.size) : []),
    {
      title: 'oracle',
      align: 'left',
      cell: (_, row) => plain(row.oracle === 'not-run' ? 'not run' : row.oracle),
    },
    number('blocks', (_, row) => blocksCell(row)),
  ];
}

function ratioColumns(only: string | undefined, references: number): readonly TableColumn[] {
  return [
    number(`ratio to ${only ?? 'reference'}`, (_, row) =>
      ratioCell(row.ratioToReference, [row.ratioToReference?.interval, row.ratioToReference?.signInterval]),
    ),
    ...(references > 1 ? [referenceColumn] : []),
    number('p or q', (_, row) => pCell(row)),
  ];
}

/** Other ways stand on no floor, and most are divided by nothing: those columns would be empty. */
function comparisonIn(scenario: Scenario | undefined): { isCompared: boolean; hasFloor: boolean } {
  if (scenario?.class !== 'ways') return { isCompared: true, hasFloor: true };
  return { isCompared: scenario.dividedBy !== undefined, hasFloor: false };
}

function number(title: string, cell: TableColumn['cell']): TableColumn {
  return { title, align: 'right', cell };
}

const floorRatioColumn = number('ratio to floor', (_, row) =>
  ratioCell(row.ratioToFloor, [row.ratioToFloor?.interval]),
);

/** Only where a scenario has several: elsewhere the ratio's heading names it. */
const referenceColumn: TableColumn = {
  title: 'reference',
  align: 'left',
  cell: (_, row) => (row.ratioToReference === null ? plain(noNumber) : { text: [code(row.reference ?? '')] }),
};

/** The doubts stand here, at the name of the row: the far columns of a wide table may be out of sight. */
function armCell(result: Result, row: Row): TableCell {
  const doubts = doubtsOfRow(result, row);
  const ids = (weight: Doubt['weight']): string =>
    doubts.flatMap((doubt) => (doubt.weight === weight ? [doubt.id] : [])).join(', ');
  const [weakening, known] = [ids('weakens'), ids('note')];
  const details = [
    armOfRow(result, row).isFloor ? 'floor' : '',
    weakening === '' ? '' : `weakened: ${weakening}`,
    known === '' ? '' : `noted: ${known}`,
  ].filter((detail) => detail !== '');
  return withInterval(code(row.arm), details.length === 0 ? null : details.join('; '));
}

function pointCell(axis: AxisParameter, { point }: Row): TableCell {
  return plain(point === null ? noNumber : pointInColumn(axis, point));
}

/** That most transfers were lost, so that there is no median, is the result. */
function isLost({ wall, outcomes }: Row): boolean {
  return wall === null && outcomes !== undefined && outcomes.offered > 0;
}

function durationCell(estimate: Estimate | null | undefined): TableCell {
  if (estimate == null) return plain(noNumber);
  const { value, interval } = estimate;
  return withInterval(formatDuration(value), interval && formatDurationInterval(interval.lo, interval.hi));
}

function durationOf(estimate: Estimate | undefined): string {
  return estimate === undefined ? noNumber : formatDuration(estimate.value);
}

function ratioCell(
  estimate: RatioEstimate | null,
  intervals: readonly (ConfidenceInterval | null | undefined)[],
): TableCell {
  if (estimate === null) return plain(noNumber);
  const ranges = intervals.flatMap((one) => (one == null ? [] : formatRatioInterval(one.lo, one.hi)));
  return withInterval(formatRatio(estimate.value), ranges.length === 0 ? null : ranges.join('; '));
}

function pCell({ adjustedP, declared, ratioToReference }: Row): TableCell {
  if (adjustedP === null || ratioToReference === null) return plain(noNumber);
  return withInterval(formatP(adjustedP), declared ? 'p, declared' : 'q');
}

function blocksCell({ blocks, blocksPlanned, launchesFailed }: Row): TableCell {
  const count =
    blocks === blocksPlanned
      ? formatCount(blocks)
      : `${formatCount(blocks)} of ${formatCount(blocksPlanned)}`;
  return withInterval(count, launchesFailed === 0 ? null : `${formatCount(launchesFailed)} failed`);
}

function withInterval(value: Inline, detail: string | null): TableCell {
  return detail === null ? plain(value) : { text: [value], detail };
}

function plain(value: Inline): TableCell {
  return { text: [value] };
}
