// SPDX-License-Identifier: Apache-2.0
// Made-up live handovers with one row changed, for tests of what is said of it: by default that of an arm at 10,000
// connections a second.

import type { HandoverResults, HandoverRow, Ledger } from '../../bench/results/handover.ts';
import type { RatioEstimate } from '../../bench/results/result.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';
import { exampleHandovers } from './example-handovers.ts';

export const example = exampleHandovers();

export interface Told {
  readonly handovers: HandoverResults;
  readonly scenario: HandoverScenario;
  readonly row: HandoverRow;
}

export interface Where {
  readonly scenario?: string;
  readonly point?: number;
  readonly from?: HandoverResults;
}

/** The row of an arm, changed, with the results that it is a part of. */
export function told(
  arm: string,
  change: Partial<HandoverRow> = {},
  { scenario: id = 'handover-rates', point = 10_000, from = example }: Where = {},
): Told {
  const isOwn = (row: HandoverRow): boolean => row.scenario === id && row.point === point && row.arm === arm;
  const handovers = { ...from, rows: from.rows.map((row) => (isOwn(row) ? { ...row, ...change } : row)) };
  const scenario = handovers.scenarios.find((one) => one.id === id);
  const row = handovers.rows.find(isOwn);
  if (scenario === undefined || row === undefined) throw new Error(`the example has no ${arm} in ${id}`);
  return { handovers, scenario, row };
}

/** So many refused, in so many handovers. */
export function withLosses(
  { ledger }: HandoverRow,
  lost: Partial<Pick<Ledger, 'refused' | 'reset' | 'timedOut' | 'closedEarly' | 'wrong'>>,
  [handoversWithLoss, lostMost]: readonly [number, number],
): Partial<HandoverRow> {
  const none = { refused: 0, reset: 0, timedOut: 0, closedEarly: 0, wrong: 0 };
  const changed = { ...none, ...lost };
  const sum = Object.values(changed).reduce((all, one) => all + one, 0);
  const servedByNew = ledger.offered - ledger.servedByOld - sum;
  return {
    ledger: { ...ledger, ...changed, servedByNew },
    handoversWithLoss,
    lostMost,
    shareWithLoss: { lo: 0, hi: handoversWithLoss === 0 ? 0.3187 : 1, coverage: 0.98 },
  };
}

export function ratio(
  value: number,
  interval: readonly [number, number] | null,
  sign: readonly [number, number] | null = interval,
): RatioEstimate {
  const of = (ends: readonly [number, number] | null): RatioEstimate['interval'] =>
    ends && { lo: ends[0], hi: ends[1], coverage: 0.98 };
  return { value, interval: of(interval), signInterval: of(sign), blocks: 12 };
}
