// SPDX-License-Identifier: Apache-2.0
// Finds rows of silent failures, and says what may be claimed of them at all.

import type { Result } from '../bench/results/result.ts';
import { silentlyWrongOf } from '../bench/results/silent-ledger.ts';
import type { SilentResults, SilentRow } from '../bench/results/silent.ts';
import { minimumBlocks } from '../bench/stats/estimate.ts';
import { ratedTransfers } from '../bench/stats/silent-rows.ts';
import type { SilentScenario } from '../scenarios/silent-scenario.ts';
import { printable } from './escape.ts';

/** What counts silent failures. */
export const silentScenario = 'silent-failures';

/** undefined where none were counted. */
export function silentOf({ silent }: Pick<Result, 'silent'>): SilentResults | undefined {
  return silent !== undefined && silent.rows.length > 0 ? silent : undefined;
}

/** Rows of an arm, in the order of the scenario's conditions. */
export function rowsOfArm(
  { rows }: SilentResults,
  scenario: SilentScenario,
  arm: string,
): readonly SilentRow[] {
  return scenario.conditions.flatMap(
    ({ id }) =>
      rows.find((row) => row.scenario === scenario.id && row.condition === id && row.arm === arm) ?? [],
  );
}

/** Rows under a condition, in the order of the scenario's arms. */
export function rowsUnder(
  { rows }: SilentResults,
  scenario: SilentScenario,
  condition: string,
): readonly SilentRow[] {
  return scenario.arms.flatMap(
    ({ id }) =>
      rows.find((row) => row.scenario === scenario.id && row.condition === condition && row.arm === id) ?? [],
  );
}

/** Enough blocks to claim something of. */
export function isEnough({ launches }: SilentRow): boolean {
  return launches >= minimumBlocks;
}

export function isSpoiled({ ledger }: SilentRow): boolean {
  return silentlyWrongOf(ledger) > 0;
}

/** The upper bound of the share of spoiled transfers, of so many as rates are told for; rounded up. */
export function spoiledAtMost({ spoiledShare }: SilentRow): number {
  const most = spoiledShare.hi * ratedTransfers;
  const scale = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(most, 1))) - 1);
  return Math.ceil(most / scale - 1e-9) * scale;
}

/** " (no such call here)", or '' where the run says nothing about it. */
export function whyNotCounted({ skips }: Pick<Result, 'skips'>): string {
  const reasons = skips
    .filter(({ scenario }) => scenario === silentScenario)
    .map(({ reason }) => printable(reason));
  return reasons.length === 0 ? '' : ` (${[...new Set(reasons)].join('; ')})`;
}
