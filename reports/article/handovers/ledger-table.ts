// SPDX-License-Identifier: Apache-2.0
// The table of a scenario of live handovers: what became of everything that was offered, arm by arm at each point, and
// what a handover cost.

import type { HandoverResults, HandoverRow, Ledger } from '../../../bench/results/handover.ts';
import type { Estimate, RatioEstimate } from '../../../bench/results/result.ts';
import { median } from '../../../bench/stats/quantile.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import {
  formatCount,
  formatDuration,
  formatDurationInterval,
  formatInterval,
  formatNumber,
  formatRatio,
  formatRatioInterval,
  noNumber,
} from '../../format.ts';
import {
  begunAt,
  begunWords,
  formatAtMost,
  isCarried,
  pointsOf,
  pointWords,
  rowsAt,
} from '../../handover-lookup.ts';
import { code } from '../blocks.ts';
import type { Column, Table, TableCell } from '../blocks.ts';
import { delayCellWords } from './delay-sentence.ts';
import { ghostsOf } from './fault-sentence.ts';

interface LedgerColumn extends Column {
  readonly cell: (row: HandoverRow) => TableCell;
}

/** Rows of points that were not carried stand in it as well, under a heading that says so. */
export function ledgerTable(handovers: HandoverResults, scenario: HandoverScenario): Table {
  const columns = columnsFor(handovers, scenario);
  return {
    kind: 'table',
    caption: `${scenario.id}: what became of everything that was offered, over all handovers, and what a handover cost`,
    columns,
    groups: pointsOf(handovers, scenario).map((point) => ({
      heading: headingOf(handovers, scenario, point),
      rows: rowsAt(handovers, scenario, point).map((row) => columns.map(({ cell }) => cell(row))),
    })),
  };
}

function headingOf(handovers: HandoverResults, scenario: HandoverScenario, point: number): string {
  const at = pointWords(scenario, point);
  const begun = begunAt(handovers, scenario, point);
  if (begun === null) return `${at}; what was begun is not known`;
  return isCarried(handovers, scenario, point) ? at : `${at}: not carried, ${begunWords(begun)} were begun`;
}

function columnsFor(handovers: HandoverResults, scenario: HandoverScenario): readonly LedgerColumn[] {
  const own = handovers.rows.filter(({ scenario: id }) => id === scenario.id);
  const has = (isThere: (row: HandoverRow) => boolean): boolean => own.some(isThere);
  const ghosts = (row: HandoverRow): readonly number[] => ghostsOf(handovers, row);
  return [
    { title: 'arm', align: 'left', cell: armCell },
    counted('offered', 'offered'),
    counted('by old', 'servedByOld'),
    counted('by new', 'servedByNew'),
    counted('refused', 'refused'),
    counted('reset', 'reset'),
    counted('timed out', 'timedOut'),
    counted('closed early', 'closedEarly'),
    counted('wrong', 'wrong'),
    ...(has(({ ledger }) => ledger.doubled > 0) ? [counted('answered twice', 'doubled')] : []),
    number('lost a handover', ({ lost }) => estimated(lost, formatNumber, formatInterval)),
    number('with a loss', withLossCell),
    time('new accepts', ({ toAccepting }) => toAccepting),
    // Streams were accepted long before.
    ...(scenario.clients === 'streams'
      ? []
      : [
          time('first by new', ({ toFirstAccept }) => toFirstAccept),
          time('last by old', ({ toLastAccept }) => toLastAccept),
        ]),
    time('delay p50', ({ delayP50 }) => delayP50),
    time('delay p99', ({ delayP99 }) => delayP99),
    number('p99 to control', ({ delayP99ToControl }) => plainRatioCell(delayP99ToControl)),
    time('worst delay', ({ worstDelay }) => worstDelay),
    number('to control', (row) => ratioCell(handovers, scenario, row)),
    time('clients late', ({ clientsLate }) => clientsLate),
    ...(has(({ pauseP50 }) => pauseP50 !== null)
      ? [time('pause p50', ({ pauseP50 }) => pauseP50), time('pause p99', ({ pauseP99 }) => pauseP99)]
      : []),
    ...(has((row) => ghosts(row).some((count) => count > 0))
      ? [number('ghost wake-ups', (row) => plain(ghostWords(ghosts(row))))]
      : []),
    time('CPU old', ({ cpuOld }) => cpuOld),
    time('CPU new', ({ cpuNew }) => cpuNew),
  ];
}

function armCell({ arm, handovers, handoversPlanned, handoversFailed }: HandoverRow): TableCell {
  const details = [
    ...(handovers === handoversPlanned
      ? []
      : [`${formatCount(handovers)} of ${formatCount(handoversPlanned)} handovers`]),
    ...(handoversFailed === 0 ? [] : [`${formatCount(handoversFailed)} failed`]),
  ].join('; ');
  return { text: [code(arm)], ...(details === '' ? {} : { detail: details }) };
}

function counted(title: string, key: keyof Ledger): LedgerColumn {
  return number(title, ({ ledger }) => plain(formatCount(ledger[key])));
}

function time(title: string, estimateOf: (row: HandoverRow) => Estimate | null): LedgerColumn {
  return number(title, (row) => estimated(estimateOf(row), formatDuration, formatDurationInterval));
}

function number(title: string, cell: LedgerColumn['cell']): LedgerColumn {
  return { title, align: 'right', cell };
}

function estimated(
  estimate: Estimate | null,
  format: (value: number) => string,
  formatRange: (lo: number, hi: number) => string,
): TableCell {
  if (estimate === null) return plain(noNumber);
  const { value, interval } = estimate;
  return {
    text: [format(value)],
    ...(interval === null ? {} : { detail: formatRange(interval.lo, interval.hi) }),
  };
}

function withLossCell({ handovers, handoversWithLoss, shareWithLoss }: HandoverRow): TableCell {
  if (handovers === 0) return plain(noNumber);
  return {
    text: [`${formatCount(handoversWithLoss)} of ${formatCount(handovers)}`],
    detail: `at most ${formatAtMost(shareWithLoss.hi)}`,
  };
}

function ratioCell(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): TableCell {
  const ratio = row.worstDelayToControl;
  if (ratio === null) return plain(noNumber);
  const ranges = [ratio.interval, ratio.signInterval].flatMap((one) =>
    one === null ? [] : formatRatioInterval(one.lo, one.hi),
  );
  const details = [...ranges, delayCellWords(handovers, scenario, row)].filter((words) => words !== '');
  return {
    text: [formatRatio(ratio.value)],
    ...(details.length === 0 ? {} : { detail: details.join('; ') }),
  };
}

function plainRatioCell(ratio: RatioEstimate | null): TableCell {
  if (ratio === null) return plain(noNumber);
  const ranges = [ratio.interval, ratio.signInterval].flatMap((one) =>
    one === null ? [] : formatRatioInterval(one.lo, one.hi),
  );
  return {
    text: [formatRatio(ratio.value)],
    ...(ranges.length === 0 ? {} : { detail: ranges.join('; ') }),
  };
}

function ghostWords(counts: readonly number[]): string {
  return counts.length === 0 ? noNumber : formatCount(median(counts));
}

function plain(words: string): TableCell {
  return { text: [words] };
}
