// SPDX-License-Identifier: Apache-2.0
// The ratios of one descriptor and of the batches as lines of plain characters: for a terminal, and for the summary of
// a CI job, which shows no pictures from files.

import { pointBehindName } from '../../bench/results/axis-words.ts';
import type { Result, Row } from '../../bench/results/result.ts';
import { logDomain } from '../charts/log-axis.ts';
import { compareRow } from '../comparison.ts';
import type { Comparison } from '../comparison.ts';
import { printable } from '../escape.ts';
import { formatNumber, formatRatio, formatRatioInterval } from '../format.ts';
import {
  armOfRow,
  axisOfScenario,
  batchScenario,
  headlineScenario,
  placementsWithRows,
  rowsOfCell,
  wordsForPlacement,
} from '../row-lookup.ts';
import { textAxis, textBar } from './text-bar.ts';
import { charactersOf } from './wrap-words.ts';

/** Of each line. */
export const summaryWidth = 80;

const widths = { label: 26, number: 21, bar: 31 };

/** Empty where neither scenario has a ratio. */
export function ratioBars(result: Result): readonly string[] {
  const panels = [
    panel(result, 'One descriptor', ratiosOf(result, headlineScenario)),
    ...placementsWithRows(result, batchScenario).map((placement) =>
      panel(
        result,
        `Batches, ${wordsForPlacement(placement)}`,
        ratiosOf(result, batchScenario).filter((row) => row.placement === placement),
      ),
    ),
  ].filter((lines) => lines.length > 0);
  return panels.length === 0 ? [] : [...panels.flatMap((lines) => [...lines, '']), ...legend];
}

type Rated = Row & { readonly ratioToReference: NonNullable<Row['ratioToReference']> };

function ratiosOf(result: Result, scenario: string): readonly Rated[] {
  return placementsWithRows(result, scenario)
    .flatMap((placement) => rowsOfCell(result, { scenario, placement }))
    .filter(
      (row): row is Rated =>
        row.ratioToReference !== null && row.ratioToReference.value > 0 && !armOfRow(result, row).isFloor,
    );
}

function panel(result: Result, title: string, rows: readonly Rated[]): readonly string[] {
  if (rows.length === 0) return [];
  const domain = logDomain([
    1,
    ...rows.flatMap(({ ratioToReference: { value, interval } }) => [
      value,
      interval?.lo ?? value,
      interval?.hi ?? value,
    ]),
  ]);
  const references = [...new Set(rows.map(({ reference }) => printable(reference ?? 'the reference')))];
  const head = `${title}: p50 divided by that of ${references.join(', ')}`;
  const indent = ' '.repeat(widths.label + widths.number + 2);
  return [
    fit(head, summaryWidth),
    ...rows.map((row) => lineOf(result, row, domain)),
    indent + textAxis(domain, widths.bar, formatNumber),
  ];
}

function lineOf(result: Result, row: Rated, domain: readonly [number, number]): string {
  const { value, interval: seen } = row.ratioToReference;
  const verdict = compareRow(result, row);
  const interval = verdict === 'no-interval' || verdict === 'unsound' ? null : seen;
  const place =
    row.point === null
      ? `, ${wordsForPlacement(row.placement)}`
      : ` ${pointBehindName(axisOfScenario(result, row.scenario), row.point)}`;
  const behind = place + (row.declared ? '' : ' *');
  const label = fit(printable(row.arm), widths.label - behind.length) + behind;
  const number =
    formatRatio(value) + (interval === null ? '' : ` (${formatRatioInterval(interval.lo, interval.hi)})`);
  return [
    label.padEnd(widths.label),
    fit(number, widths.number).padEnd(widths.number),
    textBar({ value, interval, mark: marks[verdict] }, domain, widths.bar),
  ]
    .join(' ')
    .trimEnd();
}

const marks: Readonly<Record<Comparison, string>> = {
  less: '●',
  more: '●',
  'none-shown': '○',
  'intervals-disagree': '○',
  'among-many': '○',
  weakened: '○',
  'no-interval': '×',
  unsound: '×',
};

const legend: readonly string[] = [
  '● a difference is shown  ○ none is shown, or none may be claimed',
  '× no interval, or the oracle failed  ├─┤ signed-rank interval  │ equal cost (1)',
  '* exploratory: not declared before the run, a reason to look and no result',
];

function fit(text: string, width: number): string {
  const characters = charactersOf(text);
  return characters.length <= width ? text : `${characters.slice(0, Math.max(0, width - 1)).join('')}…`;
}
