// SPDX-License-Identifier: Apache-2.0
// The tables: every arm at every point, the p50 of each run beside each other, then the ratios of each run.

import { axisWords, pointInColumn } from '../../bench/results/axis-words.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { Row } from '../../bench/results/result.ts';
import { code, paragraph, text } from '../article/blocks.ts';
import type { Block, Column, TableCell } from '../article/blocks.ts';
import {
  formatDuration,
  formatDurationInterval,
  formatRatio,
  formatRatioInterval,
  noNumber,
} from '../format.ts';
import { axisOfScenario, findScenario, wordsForPlacement } from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import type { CompareSection, ComparedRun, RowKey } from './compared-run.ts';
import { rowKeys, sameRow } from './compared-run.ts';
import { claimWords, overlapWords } from './ratio-overlap.ts';

export const numbersSideBySide: CompareSection = {
  id: 'numbers',
  title: 'The numbers, side by side',
  blocks: ({ runs, comparability: { cells } }) => {
    const ids = [...new Set(cells.map(({ scenario }) => scenario))];
    return ids.flatMap((id) =>
      scenarioBlocks(
        runs,
        cells.filter(({ scenario }) => scenario === id),
        id,
      ),
    );
  },
};

function scenarioBlocks(runs: readonly ComparedRun[], cells: readonly Cell[], id: string): readonly Block[] {
  const [first] = runs;
  if (first === undefined) return [];
  const scenario = findScenario(first.result, id);
  const groups = cells.map((cell) => ({ cell, keys: rowKeys(runs, cell) }));
  const columns = columnsFor(
    runs,
    groups.flatMap(({ keys }) => keys),
  );
  return [
    { kind: 'heading', text: [code(id)] },
    ...(scenario === undefined ? [] : [paragraph(text`${scenario.question}`)]),
    {
      kind: 'table',
      caption: `${id}: ${measureOf(scenario).ofOne} in each run, by placement`,
      columns,
      groups: groups.map(({ cell, keys }) => ({
        heading: wordsForPlacement(cell.placement),
        rows: keys.map((key) => columns.map(({ cell: write }) => write(key))),
      })),
    },
  ];
}

interface KeyColumn extends Column {
  readonly cell: (key: RowKey) => TableCell;
}

function columnsFor(runs: readonly ComparedRun[], keys: readonly RowKey[]): readonly KeyColumn[] {
  const [first] = runs;
  const hasPoints = keys.some(({ point }) => point !== null);
  const rows = keys.flatMap((key) => runs.flatMap((run) => sameRow(run, key) ?? []));
  const axis = first === undefined ? 'batch' : axisOfScenario(first.result, keys[0]?.scenario ?? '');
  const hasRatios = rows.some(({ ratioToReference }) => ratioToReference !== null);
  const references = [...new Set(rows.flatMap(({ reference }) => reference ?? []))];
  const other = references.length === 1 ? (references[0] ?? '') : 'the reference';
  return [
    { title: 'arm', align: 'left', cell: ({ arm }) => ({ text: [code(arm)] }) },
    ...(hasPoints
      ? [
          right(axisWords[axis].column, ({ point }) =>
            plain(point === null ? noNumber : pointInColumn(axis, point)),
          ),
        ]
      : []),
    ...runs.map((run) => right(`${run.letter}: p50`, (key) => timeCell(sameRow(run, key)))),
    ...(hasRatios
      ? [
          ...runs.map((run) =>
            right(`${run.letter}: ratio to ${other}`, (key) => ratioCell(run, sameRow(run, key))),
          ),
          right('ratio intervals', (key) => plain(overlapWords(runs, key) ?? noNumber)),
        ]
      : []),
  ];
}

function right(title: string, cell: KeyColumn['cell']): KeyColumn {
  return { title, align: 'right', cell };
}

function timeCell(row: Row | undefined): TableCell {
  const isLost = row?.wall === null && row.outcomes !== undefined && row.outcomes.offered > 0;
  if (isLost) return plain('most lost');
  if (row?.wall == null) return plain(noNumber);
  const { value, interval } = row.wall.p50;
  return {
    text: [formatDuration(value)],
    detail: interval === null ? 'no interval' : formatDurationInterval(interval.lo, interval.hi),
  };
}

function ratioCell(run: ComparedRun, row: Row | undefined): TableCell {
  if (row?.ratioToReference == null) return plain(noNumber);
  const { value, interval } = row.ratioToReference;
  const claim = claimWords(run, row);
  return {
    text: [formatRatio(value)],
    detail: interval === null ? claim : `${formatRatioInterval(interval.lo, interval.hi)}; ${claim}`,
  };
}

function plain(words: string): TableCell {
  return { text: [words] };
}
