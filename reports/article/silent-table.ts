// SPDX-License-Identifier: Apache-2.0
// The table of silent failures: what became of every descriptor that was meant, arm by arm under each condition.

import type { Estimate } from '../../bench/results/result.ts';
import type { SilentResults, SilentRow } from '../../bench/results/silent.ts';
import { ratedTransfers } from '../../bench/stats/silent-rows.ts';
import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import { formatCount, formatInterval, formatNumber, noNumber } from '../format.ts';
import { rowsUnder, spoiledAtMost } from '../silent-lookup.ts';
import { code } from './blocks.ts';
import type { Column, Table, TableCell } from './blocks.ts';

interface SilentColumn extends Column {
  readonly cell: (row: SilentRow) => TableCell;
}

export function silentTable(silent: SilentResults, scenario: SilentScenario): Table {
  const groups = scenario.conditions.map(({ id }) => ({ id, rows: rowsUnder(silent, scenario, id) }));
  return {
    kind: 'table',
    caption: `${scenario.id}: descriptors per ${formatCount(ratedTransfers)} transfers (median over blocks), and beside them how many there were in all`,
    columns,
    groups: groups
      .filter(({ rows }) => rows.length > 0)
      .map(({ id, rows }) => ({
        heading: id,
        rows: rows.map((row) => columns.map(({ cell }) => cell(row))),
      })),
  };
}

const columns: readonly SilentColumn[] = [
  { title: 'arm', align: 'left', cell: armCell },
  number('transfers', ({ transfers }) => plain(formatCount(transfers))),
  number('meant', ({ ledger }) => plain(formatCount(ledger.meant))),
  rate('truncated'),
  rate('lost'),
  rate('swapped'),
  rate('refused'),
  number('spoiled transfers', (row) => ({
    text: [formatCount(row.ledger.spoiled)],
    detail: `at most ${formatCount(spoiledAtMost(row))} of ${formatCount(ratedTransfers)}`,
  })),
  number('inheritable', ({ ledger }) => plain(formatCount(ledger.inheritable))),
  number('leaked', ({ leaked }) => plain(formatNumber(leaked))),
  number('replaced a second', ({ replacedPerSecond }) =>
    plain(replacedPerSecond === null ? noNumber : formatNumber(replacedPerSecond.value)),
  ),
];

function armCell({ arm, launches, launchesPlanned, launchesFailed }: SilentRow): TableCell {
  const details = [
    ...(launches === launchesPlanned
      ? []
      : [`${formatCount(launches)} of ${formatCount(launchesPlanned)} blocks`]),
    ...(launchesFailed === 0 ? [] : [`${formatCount(launchesFailed)} failed`]),
  ].join('; ');
  return { text: [code(arm)], ...(details === '' ? {} : { detail: details }) };
}

function rate(key: 'truncated' | 'lost' | 'swapped' | 'refused'): SilentColumn {
  return number(key, (row) => rateCell(row[key], row.ledger[key]));
}

function rateCell(estimate: Estimate | null, count: number): TableCell {
  if (estimate === null) return plain(noNumber);
  const { value, interval } = estimate;
  if (count === 0) return plain('0');
  const range = interval === null ? [] : [formatInterval(interval.lo, interval.hi)];
  return { text: [formatNumber(value)], detail: [...range, `${formatCount(count)} in all`].join('; ') };
}

function number(title: string, cell: SilentColumn['cell']): SilentColumn {
  return { title, align: 'right', cell };
}

function plain(words: string): TableCell {
  return { text: [words] };
}
