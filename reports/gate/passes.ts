// SPDX-License-Identifier: Apache-2.0
// The passes: how many blocks were run of how many, why each pass ended, and what ending early saved.

import type { PassRecord } from '../../bench/results/gate-result.ts';
import { paragraph, text } from '../article/blocks.ts';
import type { TableCell } from '../article/blocks.ts';
import { formatCount, formatCountOf, formatNumber, noNumber } from '../format.ts';
import { words } from './estimate-cells.ts';
import type { GateSection } from './gate-content.ts';

export const passes: GateSection = {
  id: 'passes',
  title: 'What it took',
  blocks: ({ result }) => {
    if (result.passes.length === 0) return [];
    const { budgetSeconds } = result.design;
    const budget =
      budgetSeconds === null ? 'No budget was set.' : `The budget was ${String(budgetSeconds)} s.`;
    return [
      paragraph(text`${savingSentence(result.passes)} ${budget}`),
      {
        kind: 'table',
        caption: 'Passes; a second one runs only where an endpoint failed in the first, in blocks of its own',
        columns: [
          { title: 'pass', align: 'left' },
          { title: 'cell', align: 'left' },
          { title: 'blocks', align: 'right' },
          { title: 'of at most', align: 'right' },
          { title: 'launches in all', align: 'right' },
          { title: 'time', align: 'right' },
          { title: 'ended by', align: 'left' },
        ],
        groups: [{ heading: '', rows: result.passes.flatMap(rowsOf) }],
      },
    ];
  },
};

/** What an early end saved: it is what the looks pay for. */
export function savingSentence(all: readonly PassRecord[]): string {
  const blocks = all.flatMap((pass) => pass.blocks);
  const run = blocks.reduce((sum, cell) => sum + cell.run, 0);
  const planned = blocks.reduce((sum, cell) => sum + cell.planned, 0);
  const seconds = all.reduce((sum, pass) => sum + pass.seconds, 0);
  const took = `${formatCountOf(run, 'block')} in ${formatNumber(seconds)} s`;
  const saved = planned - run;
  return saved > 0
    ? `${took}; ${formatCount(planned)} were allowed for, so ${formatCountOf(saved, 'block')} (${String(Math.round((saved / planned) * 100))} %) were not needed or not run.`
    : `${took}, which is all that were allowed for.`;
}

function rowsOf({ name, blocks, launches, seconds, endedBy }: PassRecord): readonly TableCell[][] {
  const shared = (index: number, value: string): TableCell => words(index === 0 ? value : '');
  const cells = blocks.length === 0 ? [{ cell: noNumber, run: 0, planned: 0 }] : blocks;
  return cells.map(({ cell, run, planned }, index) => [
    shared(index, name === 'first' ? 'first' : 'second (confirmation)'),
    words(cell),
    words(formatCount(run)),
    words(formatCount(planned)),
    shared(index, formatCount(launches)),
    shared(index, `${formatNumber(seconds)} s`),
    shared(index, endings[endedBy]),
  ]);
}

const endings: Readonly<Record<PassRecord['endedBy'], string>> = {
  decided: 'every endpoint was decided',
  'last-look': 'the last look',
  budget: 'the budget',
  interrupted: 'an interruption',
  'out-of-space': 'a full disk',
};
