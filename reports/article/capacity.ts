// SPDX-License-Identifier: Apache-2.0
// What pairs move together, what a descriptor costs then and whom, and from how many pairs on it is not more.

import { pointInColumn } from '../../bench/results/axis-words.ts';
import type { CapacityRow, Estimate, Result, Row } from '../../bench/results/result.ts';
import { findSaturations } from '../../bench/stats/saturation.ts';
import {
  formatCount,
  formatDuration,
  formatDurationInterval,
  formatInterval,
  formatNumber,
  formatRate,
  formatShare,
  noNumber,
} from '../format.ts';
import {
  axisOfScenario,
  placementsWithRows,
  rowsOfCell,
  scenarioIds,
  wordsForPlacement,
} from '../row-lookup.ts';
import { code, paragraph, text } from './blocks.ts';
import { saturationSentence } from './growth-sentence.ts';
import type { Block, Column, Table, TableCell } from './blocks.ts';
import type { Section } from './section.ts';

export const capacity: Section = {
  id: 'capacity',
  title: 'Capacity',
  blocks: ({ result }) => {
    const scenarios = scenarioIds(result).filter((id) => rowsWithCapacity(result, id).length > 0);
    return scenarios.length === 0
      ? []
      : [
          paragraph(
            text`All pairs of a launch begin together and never pause; counted is what they move while all are at work. CPU time is that of whole loops, with checking and closing, divided by the descriptors moved. Figures are medians over launches, with the sign test’s interval below. Capacity counts as ended from the number of pairs on from which no greater one that was measured gives a tolerance more: both intervals of the ratio within the block lie below it.`,
          ),
          ...scenarios.flatMap((id) => [
            { kind: 'heading', text: text`${code(id)}` } as const,
            tableOf(result, id),
            ...saturationsOf(result, id),
          ]),
        ];
  },
};

function rowsWithCapacity(result: Result, id: string): readonly Row[] {
  return result.rows.filter((row) => row.scenario === id && row.capacity !== undefined);
}

interface CapacityColumn extends Column {
  readonly cell: (row: Row) => TableCell;
}

function tableOf(result: Result, id: string): Table {
  const axis = axisOfScenario(result, id);
  const columns: readonly CapacityColumn[] = [
    { title: 'arm', align: 'left', cell: ({ arm }) => ({ text: [code(arm)] }) },
    plainColumn('pairs', ({ point }) => (point === null ? noNumber : pointInColumn(axis, point))),
    ...figures,
    plainColumn('blocks', ({ blocks, blocksPlanned }) =>
      blocks === blocksPlanned
        ? formatCount(blocks)
        : `${formatCount(blocks)} of ${formatCount(blocksPlanned)}`,
    ),
  ];
  return {
    kind: 'table',
    caption: `${id}: descriptors a second of all pairs, and what one descriptor costs, by placement`,
    columns,
    groups: placementsWithRows(result, id).map((placement) => ({
      heading: wordsForPlacement(placement),
      rows: rowsOfCell(result, { scenario: id, placement }).map((row) =>
        columns.map(({ cell }) => cell(row)),
      ),
    })),
  };
}

const figures: readonly CapacityColumn[] = [
  figure(
    'descriptors a second',
    (one) => one.descriptorsPerSecond,
    formatRate,
    (lo, hi) => `${formatNumber(lo)}–${formatRate(hi)}`,
  ),
  figure('CPU of the donor', (one) => one.donorCpu, formatDuration, formatDurationInterval),
  figure('CPU of the receiver', (one) => one.receiverCpu, formatDuration, formatDurationInterval),
  figure('user', (one) => one.userCpu, formatDuration, formatDurationInterval),
  figure('system', (one) => one.systemCpu, formatDuration, formatDurationInterval),
  figure('context switches', (one) => one.switches, formatNumber, formatInterval),
  figure(
    'CPUs busy',
    (one) => one.cpuShare,
    formatShare,
    (lo, hi) => `${formatInterval(lo * 100, hi * 100)} %`,
  ),
];

function figure(
  title: string,
  estimateOf: (capacity: CapacityRow) => Estimate | null,
  format: (value: number) => string,
  formatRange: (lo: number, hi: number) => string,
): CapacityColumn {
  const cellOf = (estimate: Estimate | null): TableCell => {
    if (estimate === null) return { text: [noNumber] };
    const { value, interval } = estimate;
    return interval === null
      ? { text: [format(value)] }
      : { text: [format(value)], detail: formatRange(interval.lo, interval.hi) };
  };
  return {
    title,
    align: 'right',
    cell: (row) => (row.capacity === undefined ? { text: [noNumber] } : cellOf(estimateOf(row.capacity))),
  };
}

function plainColumn(title: string, words: (row: Row) => string): CapacityColumn {
  return { title, align: 'right', cell: (row) => ({ text: [words(row)] }) };
}

function saturationsOf(result: Result, id: string): readonly Block[] {
  const found = result.cells
    .filter(({ scenario }) => scenario === id)
    .flatMap((cell) => findSaturations(result, cell));
  return found.length === 0 ? [] : [{ kind: 'list', items: found.map(saturationSentence) }];
}
