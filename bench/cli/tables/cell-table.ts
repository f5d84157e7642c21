// SPDX-License-Identifier: Apache-2.0
// The table of one cell: what every row has, around the columns that its scenario measures.

import { axisOf, pointBehindName } from '../../results/axis-words.ts';
import type { Doubt } from '../../results/doubt.ts';
import type { PlannedCell, Result, Row } from '../../results/result.ts';
import { doubtLegend, doubtMarks } from '../doubt-text.ts';
import { formatRatio } from '../format.ts';
import { capacityColumns, isOfCapacity } from './capacity-columns.ts';
import { outcomeColumns } from './outcome-columns.ts';
import type { TableColumn } from './plain-table.ts';
import { number, plainTable } from './plain-table.ts';
import { timeColumns } from './time-columns.ts';

/** '' for a cell without rows. */
export function cellText(result: Result, cell: PlannedCell): string {
  const isOfCell = ({ scenario, placement }: Pick<Row, 'scenario' | 'placement'>): boolean =>
    scenario === cell.scenario && placement === cell.placement;
  const rows = result.rows.filter(isOfCell);
  if (rows.length === 0) return '';
  const doubts = result.doubts.filter(isOfCell);
  const scenario = result.scenarios.find(({ id }) => id === cell.scenario);
  const axis = axisOf(result.scenarios, cell.scenario);
  const columns: TableColumn<Row>[] = [
    { head: 'arm', align: 'left', cell: (row) => `${row.arm} ${pointBehindName(axis, row.point)}`.trimEnd() },
    ...(isOfCapacity(rows) ? capacityColumns : timeColumns),
    ...outcomeColumns(rows),
    referenceColumn(rows),
    { head: 'oracle', align: 'left', cell: (row) => (scenario?.class === 'calls' ? '–' : row.oracle) },
    number('blocks', (row) => `${String(row.blocks)}/${String(row.blocksPlanned)}`),
    ...(doubts.length === 0 ? [] : [doubtColumn(doubts)]),
  ];
  const legend = doubtLegend(doubts, axis);
  const lines = [
    `${cell.scenario}, ${cell.placement}: ${scenario?.question ?? ''}`,
    plainTable(columns, rows),
    ...(legend === '' ? [] : [legend]),
  ];
  return lines.join('\n');
}

/** Where all rows are divided by the same arm, the head names it once. */
function referenceColumn(rows: readonly Row[]): TableColumn<Row> {
  const references = new Set(rows.flatMap((row) => row.reference ?? []));
  const only = references.size === 1 ? ([...references][0] ?? null) : null;
  return number(`× ${only ?? 'reference'}`, (row) => {
    const ratio = formatRatio(row.ratioToReference);
    const isNamed = only === null && row.reference !== null && ratio !== '–';
    return isNamed ? `${ratio} of ${row.reference}` : ratio;
  });
}

function doubtColumn(doubts: readonly Doubt[]): TableColumn<Row> {
  return {
    head: 'doubts',
    align: 'left',
    cell: ({ arm, point }) =>
      doubtMarks(doubts.filter((doubt) => doubt.arm === arm && doubt.point === point)),
  };
}
