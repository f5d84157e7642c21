// SPDX-License-Identifier: Apache-2.0
// The table of live handovers at the end of a run: what clients saw.

import type { HandoverResults, HandoverRow, Ledger } from '../../results/handover.ts';
import { lostOf } from '../../results/ledger.ts';
import type { Estimate } from '../../results/result.ts';
import { formatDuration } from '../format.ts';
import type { TableColumn } from './plain-table.ts';
import { number, plainTable } from './plain-table.ts';

export function handoverText({ cells, scenarios, rows }: HandoverResults): string {
  return cells
    .map((cell) => {
      const own = rows.filter(({ scenario }) => scenario === cell.scenario);
      const parameter = scenarios.find(({ id }) => id === cell.scenario)?.axis.parameter ?? 'point';
      return `${cell.scenario}\n${plainTable(columnsOf(parameter, own), own)}`;
    })
    .join('\n\n');
}

function columnsOf(parameter: string, rows: readonly HandoverRow[]): readonly TableColumn<HandoverRow>[] {
  const ofLedger = (head: string, key: keyof Ledger): TableColumn<HandoverRow>[] =>
    rows.some(({ ledger }) => ledger[key] > 0) ? [number(head, ({ ledger }) => String(ledger[key]))] : [];
  const hasPauses = rows.some(({ pauseP50 }) => pauseP50 !== null);
  return [
    number(parameter, ({ point }) => String(point)),
    { head: 'arm', align: 'left', cell: ({ arm }) => arm },
    number('handovers', ({ handovers }) => String(handovers)),
    ...ofLedger('offered', 'offered'),
    number('lost', ({ ledger }) => String(lostOf(ledger))),
    number('in', ({ handoversWithLoss }) => String(handoversWithLoss)),
    ...ofLedger('refused', 'refused'),
    ...ofLedger('reset', 'reset'),
    ...ofLedger('timed out', 'timedOut'),
    ...ofLedger('closed early', 'closedEarly'),
    ...ofLedger('wrong', 'wrong'),
    number('begun/s', ({ begunPerSecond }) => begunPerSecond?.value.toFixed(0) ?? '–'),
    number('accepting', ({ toAccepting }) => timeOf(toAccepting)),
    number('worst delay', ({ worstDelay }) => timeOf(worstDelay)),
    ...(hasPauses ? [number<HandoverRow>('pause p99', ({ pauseP99 }) => timeOf(pauseP99))] : []),
  ];
}

function timeOf(estimate: Estimate | null): string {
  return estimate === null ? '–' : formatDuration(estimate.value);
}
