// SPDX-License-Identifier: Apache-2.0
// Sums of ledgers, and what of one is a loss.

import type { Ledger } from './handover.ts';

export const emptyLedger: Ledger = {
  offered: 0,
  servedByOld: 0,
  servedByNew: 0,
  refused: 0,
  reset: 0,
  timedOut: 0,
  closedEarly: 0,
  wrong: 0,
  notOffered: 0,
  doubled: 0,
};

/** What clients must not see: everything but served and what was never offered. */
export function lostOf({ refused, reset, timedOut, closedEarly, wrong }: Ledger): number {
  return refused + reset + timedOut + closedEarly + wrong;
}

export function addLedgers(one: Ledger, other: Ledger): Ledger {
  const keys = Object.keys(one) as (keyof Ledger)[];
  return Object.fromEntries(keys.map((key) => [key, one[key] + other[key]])) as unknown as Ledger;
}
