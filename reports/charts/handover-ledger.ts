// SPDX-License-Identifier: Apache-2.0
// What clients lose in a handover, by kind, for each arm at each point. Nothing lost is a 0 that can be seen, and its words
// say how many handovers may lose something all the same.

import type { HandoverResults, HandoverRow, Ledger } from '../../bench/results/handover.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { fileNamePart, printable } from '../escape.ts';
import { formatCount, formatCountOf, formatCountRange, formatCoverage, formatNumber } from '../format.ts';
import {
  begunAt,
  begunWords,
  countOffered,
  formatAtMost,
  handoversOf,
  isCarried,
  lostOf,
  pointsOf,
  pointWords,
  rowsAt,
} from '../handover-lookup.ts';
import type { Chart, ChartKind, ChartSet } from './chart.ts';
import { chartFile } from './chart.ts';
import { drawnArms } from './handover-arms.ts';
import type { LedgerBar, LedgerPanel } from './handover-ledger-spec.ts';
import { handoverLedgerSpec } from './handover-ledger-spec.ts';

export const handoverLedger: ChartKind = {
  id: 'handover-ledger',
  make: ({ result }): ChartSet => {
    const handovers = handoversOf(result);
    const scenarios = handovers?.scenarios ?? [];
    return {
      charts: scenarios.flatMap((scenario) =>
        handovers === undefined ? [] : (handoverLedgerChart(handovers, scenario) ?? []),
      ),
      missing: [],
    };
  },
};

/** In the order in which they are stacked. */
const kinds = [
  { key: 'refused', words: 'refused' },
  { key: 'reset', words: 'reset' },
  { key: 'timedOut', words: 'timed out' },
  { key: 'closedEarly', words: 'closed early' },
  { key: 'wrong', words: 'wrong' },
] as const satisfies readonly { readonly key: keyof Ledger; readonly words: string }[];

/** undefined where no handover of the scenario ended well. */
export function handoverLedgerChart(
  handovers: HandoverResults,
  scenario: HandoverScenario,
): Chart | undefined {
  const points = pointsOf(handovers, scenario);
  const rows = points
    .flatMap((point) => rowsAt(handovers, scenario, point))
    .filter((row) => row.handovers > 0);
  if (rows.length === 0) return undefined;
  const id = `handover-ledger-${fileNamePart(scenario.id)}`;
  const title = `${printable(scenario.id)}: what a handover loses`;
  const counts = formatCountRange(
    rows.map((row) => row.handovers),
    'handover',
  );
  const notCarried = points.filter((point) => !isCarried(handovers, scenario, point));
  return {
    id,
    file: chartFile(id),
    title,
    description: `${nounOf(scenario)} lost a handover, by kind, for each arm at each point. ${endsOf(scenario, rows)}.`,
    caption: [
      `${nounOf(scenario)} that clients lost, a handover: means over ${counts} of each arm at each point, stacked by kind, each point on a scale of its own; at the end of a bar stands its sum, and in how many handovers anything was lost.`,
      `A 0 has no bar: its words say what share of handovers may lose something all the same (Clopper and Pearson, ${formatCoverage(coverageOf(rows))}).`,
      ...notCarried.map((point) => `${pointWords(scenario, point)}: ${begunOf(handovers, scenario, point)}.`),
    ].join(' '),
    spec: handoverLedgerSpec({
      title,
      subtitle: `${nounOf(scenario)} lost a handover, ${counts} of each arm`,
      kinds: kinds.map(({ words }) => words),
      panels: points.map((point) => panelOf(handovers, scenario, point)),
    }),
  };
}

function nounOf(scenario: HandoverScenario): string {
  const plural = countOffered(scenario, 2).replace(/^2 /, '');
  return plural.charAt(0).toUpperCase() + plural.slice(1);
}

function coverageOf(rows: readonly HandoverRow[]): number {
  return Math.min(...rows.map(({ shareWithLoss }) => shareWithLoss.coverage));
}

function begunOf(handovers: HandoverResults, scenario: HandoverScenario, point: number): string {
  const begun = begunAt(handovers, scenario, point);
  return begun === null
    ? 'what was begun is not known, nothing is claimed'
    : `not carried, ${begunWords(begun)} were begun, nothing is claimed`;
}

function panelOf(handovers: HandoverResults, scenario: HandoverScenario, point: number): LedgerPanel {
  const at = pointWords(scenario, point);
  const rows = rowsAt(handovers, scenario, point);
  return {
    heading: isCarried(handovers, scenario, point) ? at : `${at}: ${begunOf(handovers, scenario, point)}`,
    arms: drawnArms(scenario).flatMap(({ id, label }) => {
      const row = rows.find(({ arm }) => arm === id);
      if (row === undefined) return [];
      const about = `${printable(id)}, ${at}`;
      return { name: label, bars: barsOf(row, about), sum: sumOf(row), tip: tipOf(scenario, row, about) };
    }),
  };
}

function barsOf({ ledger, handovers }: HandoverRow, about: string): readonly LedgerBar[] {
  let end = 0;
  return kinds.flatMap(({ key, words }): readonly LedgerBar[] => {
    const lost = handovers === 0 ? 0 : ledger[key] / handovers;
    if (lost === 0) return [];
    const start = end;
    end += lost;
    const tip = `${about}: ${formatNumber(lost)} a handover ${words} (${formatCount(ledger[key])} in ${formatCountOf(handovers, 'handover')})`;
    return [{ kind: words, start, end, tip }];
  });
}

function sumOf({ ledger, handovers, handoversWithLoss }: HandoverRow): string {
  if (handovers === 0) return 'no handover ended well';
  const lost = lostOf(ledger);
  return lost === 0
    ? '0'
    : `${formatNumber(lost / handovers)} (${formatCount(handoversWithLoss)} of ${formatCount(handovers)})`;
}

function tipOf(scenario: HandoverScenario, row: HandoverRow, about: string): string {
  const { ledger, handovers, handoversWithLoss, shareWithLoss } = row;
  if (handovers === 0) return `${about}: no handover ended well`;
  return `${about}: ${formatCount(lostOf(ledger))} of ${countOffered(scenario, ledger.offered)} lost in ${formatCount(handoversWithLoss)} of ${formatCountOf(handovers, 'handover')}; at most ${formatAtMost(shareWithLoss.hi)} of handovers lose one`;
}

/** Each arm at the last point that has it. */
function endsOf(scenario: HandoverScenario, rows: readonly HandoverRow[]): string {
  return drawnArms(scenario)
    .flatMap(({ id, label }) => {
      const row = rows.findLast(({ arm }) => arm === id);
      return row === undefined ? [] : `${label}: ${sumOf(row)} at ${pointWords(scenario, row.point)}`;
    })
    .join('; ');
}
