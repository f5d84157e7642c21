// SPDX-License-Identifier: Apache-2.0
// Finds for each figure that is told of live handovers the number of the result that it is. In a table: the row that the line
// names. In a sentence or a caption: the rows of the scenarios that it names or stands under.

import type { HandoverResults, HandoverRow, HandoverSummary } from '../../bench/results/handover.ts';
import { lostOf } from '../../bench/results/ledger.ts';
import type { Result } from '../../bench/results/result.ts';
import { minimumBlocks } from '../../bench/stats/estimate.ts';
import { median } from '../../bench/stats/quantile.ts';
import { formatCount, formatCoverage, formatNumber } from '../../reports/format.ts';
import {
  begunAt,
  formatAtMost,
  keepsUpBelow,
  leastBegun,
  pointWords,
} from '../../reports/handover-lookup.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import type { Unit } from './article-units.ts';
import { formsOfEstimate, kinds } from './forms.ts';

/** The figures that may stand in this piece; null: it is not about handovers. */
export type HandoverForms = (unit: Unit) => ReadonlySet<string> | null;

export function handoverForms({ handovers }: Pick<Result, 'handovers'>): HandoverForms {
  if (handovers === undefined) return () => null;
  return (unit) => {
    if (!isAboutHandovers(unit)) return null;
    const cell = cellForms(handovers, unit);
    if (cell !== null) return new Set(cell);
    return new Set([
      ...ofAll(handovers),
      ...scenariosNamed(handovers, unit).flatMap((scenario) => ofScenario(handovers, scenario)),
    ]);
  };
}

const about = /^(## Live handover|### Question 3)/;

function isAboutHandovers({ under, text, cell }: Unit): boolean {
  const isOfClaim = cell !== null && /\bC9\b/.test(`${cell.name} ${cell.second} ${text}`);
  return under.some((one) => about.test(one)) || isOfClaim || /handover-[a-z-]+: /.test(under[1] ?? '');
}

/** null where the cell is not one of a row. */
function cellForms(handovers: HandoverResults, { cell, under }: Unit): readonly string[] | null {
  const [section, topic = '', group = ''] = under;
  if (cell === null || section !== '## Live handover') return null;
  const scenario = handovers.scenarios.find(({ id }) => topic === `### \`${id}\``);
  const arm = /^`([^`]+)`/.exec(cell.name)?.[1];
  const row = handovers.rows.find(
    (one) => one.scenario === scenario?.id && one.arm === arm && isAt(scenario, one.point, group),
  );
  return row === undefined ? null : (formsByColumn(handovers, row)[cell.column] ?? null);
}

function isAt(scenario: HandoverScenario, point: number, group: string): boolean {
  const words = pointWords(scenario, point);
  return group === words || group.startsWith(`${words}:`) || group.startsWith(`${words};`);
}

function formsByColumn(
  handovers: HandoverResults,
  row: HandoverRow,
): Readonly<Record<string, readonly string[]>> {
  const { ledger } = row;
  const time = (estimate: HandoverRow['worstDelay']): readonly string[] =>
    formsOfEstimate(estimate, 'duration');
  const ghosts = handoversOf(handovers, row).map(({ ghostWakeups }) => ghostWakeups);
  return {
    arm: [row.handovers, row.handoversPlanned, row.handoversFailed].flatMap(kinds.count),
    offered: kinds.count(ledger.offered),
    'by old': kinds.count(ledger.servedByOld),
    'by new': kinds.count(ledger.servedByNew),
    refused: kinds.count(ledger.refused),
    reset: kinds.count(ledger.reset),
    'timed out': kinds.count(ledger.timedOut),
    'closed early': kinds.count(ledger.closedEarly),
    wrong: kinds.count(ledger.wrong),
    'answered twice': kinds.count(ledger.doubled),
    'lost a handover': formsOfEstimate(row.lost, 'plain'),
    'with a loss': [
      ...[row.handoversWithLoss, row.handovers].flatMap(kinds.count),
      formatAtMost(row.shareWithLoss.hi),
    ],
    'new accepts': time(row.toAccepting),
    'first by new': time(row.toFirstAccept),
    'last by old': time(row.toLastAccept),
    'delay p50': time(row.delayP50),
    'delay p99': time(row.delayP99),
    'p99 to control': formsOfEstimate(row.delayP99ToControl, 'ratio'),
    'clients late': time(row.clientsLate),
    'worst delay': time(row.worstDelay),
    'to control': formsOfEstimate(row.worstDelayToControl, 'ratio'),
    'pause p50': time(row.pauseP50),
    'pause p99': time(row.pauseP99),
    'ghost wake-ups': ghosts.length === 0 ? [] : kinds.count(median(ghosts)),
    'CPU old': time(row.cpuOld),
    'CPU new': time(row.cpuNew),
  };
}

function handoversOf({ handovers }: HandoverResults, row: HandoverRow): readonly HandoverSummary[] {
  return handovers.filter(
    ({ scenario, arm, point, status }) =>
      scenario === row.scenario && arm === row.arm && point === row.point && status === 'ok',
  );
}

/** Of the whole: CPUs, thresholds, how many there were. */
function ofAll({ cpus, handovers, rows }: HandoverResults): readonly string[] {
  return [
    ...[cpus.services, cpus.clients].flatMap((cpu) => (cpu === null ? [] : [String(cpu)])),
    formatCount(handovers.length),
    formatCount(minimumBlocks),
    ...kinds.share(leastBegun),
    ...kinds.duration(keepsUpBelow),
    ...kinds.count(rows.filter((row) => row.worstDelayToControl !== null).length),
    // The windows' lengths (bench/handover/windows.ts, bench/stats/handover-rows.ts).
    '400 ms',
    '100 ms',
    ...rows.map(({ shareWithLoss }) => formatCoverage(shareWithLoss.coverage)),
  ];
}

function scenariosNamed({ scenarios }: HandoverResults, { text, under }: Unit): readonly HandoverScenario[] {
  const said = `${text} ${under.join(' ')}`;
  const named = scenarios.filter(({ id }) => new RegExp(`(^|[^\\w-])${id}([^\\w-]|$)`).test(said));
  if (named.length > 0) return named;
  // The question is about new connections; the claim about programs of others, or our own in their place.
  return scenarios.filter(({ clients }) => clients === 'connections');
}

function ofScenario(handovers: HandoverResults, scenario: HandoverScenario): readonly string[] {
  const rows = handovers.rows.filter((row) => row.scenario === scenario.id);
  const points = [...new Set(rows.map(({ point }) => point))];
  const own = handovers.handovers.filter((one) => one.scenario === scenario.id);
  return [
    ...points.flatMap(kinds.count),
    ...points.flatMap((point) =>
      Object.values(begunAt(handovers, scenario, point) ?? {}).flatMap(kinds.count),
    ),
    ...rows.flatMap((row) => [
      ...Object.values(formsByColumn(handovers, row)).flat(),
      ...[lostOf(row.ledger), row.lostMost, row.handovers - row.handoversWithLoss].flatMap(kinds.count),
      formatNumber(lostOf(row.ledger) / row.handovers),
      formatCoverage(row.shareWithLoss.coverage),
    ]),
    ...own.flatMap(ofTimeline),
    ...sumsOf(rows).flatMap(kinds.count),
  ];
}

/** Of a chart of one handover: its bins' width and ends, and what is drawn. */
function ofTimeline({ timeline = [] }: HandoverSummary): readonly string[] {
  const due = timeline.reduce((sum, one) => sum + one.servedByOld + one.servedByNew + one.failed, 0);
  const failed = timeline.reduce((sum, one) => sum + one.failed, 0);
  return timeline.length === 0 ? [] : [...kinds.count(due), ...kinds.count(failed), '10 ms'];
}

/** Over all points of an arm, and over all arms of a point. */
function sumsOf(rows: readonly HandoverRow[]): readonly number[] {
  const groups = [...new Set(rows.map(({ arm }) => arm))].map((arm) => rows.filter((row) => row.arm === arm));
  return groups.flatMap((group) => [
    group.reduce((sum, { ledger }) => sum + ledger.offered, 0),
    group.reduce((sum, { ledger }) => sum + lostOf(ledger), 0),
    group.reduce((sum, { handovers }) => sum + handovers, 0),
  ]);
}
