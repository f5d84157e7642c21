// SPDX-License-Identifier: Apache-2.0
// The end of a run in words: what failed, what was left out, a table for each cell, the crossovers.

import Table from 'cli-table3';
import type { Doubt } from '../results/doubt.ts';
import type { LaunchSummary, PlannedCell, Result, Row } from '../results/result.ts';
import { skipPlace } from '../results/skip-place.ts';
import { doubtLegend, doubtMarks } from './doubt-text.ts';
import { formatDuration, formatDurationEstimate, formatRatio } from './format.ts';

export function summaryText(result: Result): string {
  return [
    ...result.cells.map((cell) => cellText(result, cell)),
    crossoverText(result),
    skipText(result),
    failureText(result),
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

function cellText(result: Result, cell: PlannedCell): string {
  const rows = result.rows.filter(
    (row) => row.scenario === cell.scenario && row.placement === cell.placement,
  );
  if (rows.length === 0) return '';
  const scenario = result.scenarios.find(({ id }) => id === cell.scenario);
  const reference = onlyReference(rows);
  const doubts = result.doubts.filter(
    (doubt) => doubt.scenario === cell.scenario && doubt.placement === cell.placement,
  );
  const hasDoubts = doubts.length > 0;
  const head = ['arm', 'p50', 'p90', 'p99', '× floor', `× ${reference ?? 'reference'}`, 'oracle', 'blocks'];
  const table = new Table({
    head: hasDoubts ? [...head, 'doubts'] : head,
    colAligns: ['left', 'right', 'right', 'right', 'right', 'right', 'left', 'right', 'left'],
    style: { head: [], border: [], compact: true, 'padding-left': 0, 'padding-right': 0 },
    chars: plainBorders,
  });
  for (const row of rows) {
    const cells = cellsOf(row, { isCall: scenario?.class === 'calls', isInHead: reference !== null });
    table.push(hasDoubts ? [...cells, doubtMarks(doubtsAbout(row, doubts))] : cells);
  }
  const legend = doubtLegend(doubts);
  const lines = [`${cell.scenario}, ${cell.placement}: ${scenario?.question ?? ''}`, table.toString()];
  return (legend === '' ? lines : [...lines, legend]).join('\n');
}

/** Of the cell's doubts, those about one of its rows. */
function doubtsAbout({ arm, point }: Row, doubts: readonly Doubt[]): readonly Doubt[] {
  return doubts.filter((doubt) => doubt.arm === arm && doubt.point === point);
}

/** Where all rows are divided by the same arm, the head names it once. */
function onlyReference(rows: readonly Row[]): string | null {
  const references = new Set(rows.flatMap((row) => row.reference ?? []));
  return references.size === 1 ? ([...references][0] ?? null) : null;
}

/** Lines only under the head: the table can be copied into a mail. */
export const plainBorders = {
  top: '',
  'top-mid': '',
  'top-left': '',
  'top-right': '',
  bottom: '',
  'bottom-mid': '',
  'bottom-left': '',
  'bottom-right': '',
  left: '',
  'left-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
  mid: '─',
  'mid-mid': '──',
};

function cellsOf(
  row: Row,
  { isCall, isInHead }: { readonly isCall: boolean; readonly isInHead: boolean },
): string[] {
  const { wall } = row;
  const reference = isInHead || row.reference === null ? '' : ` of ${row.reference}`;
  const ratio = formatRatio(row.ratioToReference);
  return [
    row.point === null ? row.arm : `${row.arm} × ${String(row.point)}`,
    wall === null ? '–' : formatDurationEstimate(wall.p50),
    wall?.p90 ? formatDuration(wall.p90.value) : '–',
    wall?.p99 ? formatDuration(wall.p99.value) : '–',
    formatRatio(row.ratioToFloor),
    ratio === '–' ? ratio : `${ratio}${reference}`,
    isCall ? '–' : row.oracle,
    `${String(row.blocks)}/${String(row.blocksPlanned)}`,
  ];
}

function crossoverText(result: Result): string {
  if (result.crossovers.length === 0) return '';
  return ['Crossovers', ...result.crossovers.map(({ text }) => `  ${text}`)].join('\n');
}

function skipText({ skips }: Result): string {
  if (skips.length === 0) return '';
  const lines = skips.map((skip) => `  ${skipPlace(skip)}: ${skip.reason}\n    remedy: ${skip.remedy}`);
  return [`Skipped (${String(skips.length)})`, ...lines].join('\n');
}

const failuresShown = 10;

function failureText({ launches }: Result): string {
  const failed = launches.filter((launch) => launch.status === 'failed');
  if (failed.length === 0) return '';
  const lines = failed.slice(0, failuresShown).map(describeFailure);
  const rest = failed.length - lines.length;
  return [
    `Failed launches (${String(failed.length)} of ${String(launches.length)})`,
    ...lines,
    ...(rest > 0 ? [`  … and ${String(rest)} more in result.json`] : []),
  ].join('\n');
}

function describeFailure(launch: LaunchSummary): string {
  const point = launch.point === null ? '' : ` × ${String(launch.point)}`;
  const { code = 'FAILED', text = '' } = launch.failure ?? {};
  return `  ${launch.scenario} ${launch.placement} ${launch.arm}${point}, block ${String(launch.block)}: ${code}: ${text}`;
}
