// SPDX-License-Identifier: Apache-2.0
// Finds for each figure that is told of silent failures the number of the result that it is. In a table: the row that the line
// names. In a sentence: the rows of the arm that it begins with.

import type { Result } from '../../bench/results/result.ts';
import type { SilentResults, SilentRow } from '../../bench/results/silent.ts';
import { minimumBlocks } from '../../bench/stats/estimate.ts';
import { ratedTransfers } from '../../bench/stats/silent-rows.ts';
import { formatCount, formatCoverage } from '../../reports/format.ts';
import { spoiledAtMost } from '../../reports/silent-lookup.ts';
import type { Unit } from './article-units.ts';
import { formsOfEstimate, kinds } from './forms.ts';

/** The figures that may stand in this piece; null: it is not about silent failures. */
export type SilentForms = (unit: Unit) => ReadonlySet<string> | null;

export function silentForms({ silent }: Pick<Result, 'silent'>): SilentForms {
  if (silent === undefined) return () => null;
  return (unit) => {
    if (!unit.under.some((one) => about.test(one))) return null;
    const cell = cellForms(silent, unit);
    if (cell !== null) return new Set([...cell, formatCount(ratedTransfers)]);
    const arm = /^- `([^`]+)`: /.exec(unit.text)?.[1];
    const rows = silent.rows.filter((row) => row.arm === arm);
    return new Set([...ofAll(silent), ...sentenceForms(rows)]);
  };
}

const about = /^(## Silent failures|### Question 9)/;

/** null where the cell is not one of a row. */
function cellForms(silent: SilentResults, { cell, under }: Unit): readonly string[] | null {
  if (cell === null) return null;
  const arm = /^`([^`]+)`/.exec(cell.name)?.[1];
  const row = silent.rows.find((one) => one.arm === arm && under.includes(one.condition));
  return row === undefined ? null : (formsByColumn(row)[cell.column] ?? null);
}

function formsByColumn(row: SilentRow): Readonly<Record<string, readonly string[]>> {
  const { ledger } = row;
  const rate = (key: 'truncated' | 'lost' | 'swapped' | 'refused'): readonly string[] => [
    ...formsOfEstimate(row[key], 'plain'),
    ...kinds.count(ledger[key]),
  ];
  return {
    arm: [row.launches, row.launchesPlanned, row.launchesFailed].flatMap(kinds.count),
    transfers: kinds.count(row.transfers),
    meant: kinds.count(ledger.meant),
    truncated: rate('truncated'),
    lost: rate('lost'),
    swapped: rate('swapped'),
    refused: rate('refused'),
    'spoiled transfers': [ledger.spoiled, spoiledAtMost(row)].flatMap(kinds.count),
    inheritable: kinds.count(ledger.inheritable),
    leaked: kinds.plain(row.leaked),
    'replaced a second': formsOfEstimate(row.replacedPerSecond, 'plain'),
  };
}

/** Of the whole: CPUs, sizes, thresholds, how many failed. */
function ofAll({ cpus, scenarios, launches }: SilentResults): readonly string[] {
  return [
    ...[cpus.donor, cpus.receiver].flatMap((cpu) => (cpu === null ? [] : [String(cpu)])),
    ...scenarios.flatMap(({ batchMax, tableSize }) => [1, batchMax, tableSize].flatMap(kinds.count)),
    ...[minimumBlocks, ratedTransfers].map(formatCount),
    formatCount(launches.filter(({ status }) => status === 'failed').length),
  ];
}

/** Of all conditions of an arm, each and together. */
function sentenceForms(rows: readonly SilentRow[]): readonly string[] {
  const clean = rows.filter(({ ledger }) => ledger.spoiled === 0);
  const sum = (pick: (row: SilentRow) => number, of = rows): number =>
    of.reduce((all, row) => all + pick(row), 0);
  return [
    ...rows.flatMap((row) => [
      ...Object.values(formsByColumn(row)).flat(),
      formatCoverage(row.spoiledShare.coverage),
    ]),
    ...[
      sum(({ transfers }) => transfers, clean),
      sum(({ ledger }) => ledger.inheritable),
      sum(({ ledger }) => ledger.right + ledger.swapped + ledger.surplus),
    ].flatMap(kinds.count),
  ];
}
