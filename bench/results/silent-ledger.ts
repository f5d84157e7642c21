// SPDX-License-Identifier: Apache-2.0
// Ledgers of silent failures: their sums, whether they add up, and what a safe transfer must not have.

import type { SilentLedger, SilentResults, SilentRow } from './silent.ts';

export const emptySilentLedger: SilentLedger = {
  meant: 0,
  right: 0,
  truncated: 0,
  lost: 0,
  swapped: 0,
  refused: 0,
  surplus: 0,
  inheritable: 0,
  whole: 0,
  spoiled: 0,
  refusals: 0,
  unacknowledged: 0,
};

export function addSilentLedgers(one: SilentLedger, other: SilentLedger): SilentLedger {
  const keys = Object.keys(one) as (keyof SilentLedger)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as SilentLedger;
}

/** Descriptors that are missing or wrong, and nobody was told. */
export function silentlyWrongOf({ truncated, lost, swapped, surplus }: SilentLedger): number {
  return truncated + lost + swapped + surplus;
}

/** Rows of the safe transfer that it must not have: then a fault of ours was found. */
export function brokenPromises({ scenarios, rows }: SilentResults): SilentRow[] {
  const arms = scenarios.flatMap((scenario) => scenario.arms.map((arm) => ({ scenario: scenario.id, ...arm })));
  return rows.filter((row) => {
    const arm = arms.find(({ scenario, id }) => scenario === row.scenario && id === row.arm);
    return arm?.care === 'safe' && (silentlyWrongOf(row.ledger) > 0 || row.leaked !== 0);
  });
}

/** "means 5 descriptors, while what became of them is 4", or null. */
export function silentLedgerFault(ledger: SilentLedger, transfers: number): string | null {
  const { meant, right, truncated, lost, swapped, refused, whole, spoiled, refusals } = ledger;
  const descriptors = right + truncated + lost + swapped + refused;
  if (descriptors !== meant)
    return `means ${String(meant)} descriptors, while what became of them is ${String(descriptors)}`;
  const ended = whole + spoiled + refusals;
  if (ended !== transfers)
    return `has ${String(transfers)} transfers, while what became of them is ${String(ended)}`;
  return spoiledFault(ledger);
}

/** A spoiled transfer has something wrong, a refused one something refused; what is whole has neither. */
function spoiledFault(ledger: SilentLedger): string | null {
  const wrong = silentlyWrongOf(ledger);
  if (wrong > 0 !== ledger.spoiled > 0 || wrong < ledger.spoiled)
    return `has ${String(wrong)} descriptors that are wrong in ${String(ledger.spoiled)} spoiled transfers`;
  if (ledger.refused < ledger.refusals || ledger.refused > 0 !== ledger.refusals > 0)
    return `has ${String(ledger.refused)} refused descriptors in ${String(ledger.refusals)} refused transfers`;
  const held = ledger.right + ledger.swapped + ledger.surplus;
  if (ledger.inheritable > held)
    return `has ${String(ledger.inheritable)} inheritable descriptors of ${String(held)} that are held`;
  return ledger.unacknowledged > ledger.whole ? 'has more unacknowledged transfers than whole ones' : null;
}
