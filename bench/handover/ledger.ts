// SPDX-License-Identifier: Apache-2.0
// From the clients' entries to their ledger: each is in exactly one column.

import type { Ledger } from '../results/handover.ts';
import { emptyLedger } from '../results/ledger.ts';
import type { ClientEntry } from './client-log.ts';

/** Generations from 2 on are the new process. */
export function ledgerOf(entries: readonly ClientEntry[]): Ledger {
  const ledger = { ...emptyLedger, offered: entries.length };
  for (const entry of entries) {
    ledger[columnOf(entry)] += 1;
    if (entry.copies > 0) ledger.doubled += 1;
  }
  return ledger;
}

function columnOf({ outcome, generation }: ClientEntry): Exclude<keyof Ledger, 'offered' | 'doubled'> {
  switch (outcome) {
    case 'served':
      return generation < 2 ? 'servedByOld' : 'servedByNew';
    case 'refused':
      return 'refused';
    case 'reset':
      return 'reset';
    case 'timed_out':
      return 'timedOut';
    case 'closed_early':
      return 'closedEarly';
    case 'wrong':
      return 'wrong';
    case 'not_offered':
      return 'notOffered';
    case 'pending':
      throw new RangeError('the clients have ended, and something that they offered has not');
  }
}
