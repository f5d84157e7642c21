// SPDX-License-Identifier: Apache-2.0
// The table of silent failures at the end of a run: descriptors per 100,000 transfers.

import { groupedCount } from '../../results/grouped-digits.ts';
import type { Estimate } from '../../results/result.ts';
import { silentlyWrongOf } from '../../results/silent-ledger.ts';
import type { SilentResults, SilentRow } from '../../results/silent.ts';
import type { TableColumn } from './plain-table.ts';
import { number, plainTable } from './plain-table.ts';

export function silentText({ cells, rows }: SilentResults): string {
  return cells
    .map(({ scenario }) => {
      const own = rows.filter((row) => row.scenario === scenario);
      return `${scenario} (descriptors per 100,000 transfers)\n${plainTable(columns, own)}`;
    })
    .join('\n\n');
}

const columns: readonly TableColumn<SilentRow>[] = [
  { head: 'condition', align: 'left', cell: ({ condition }) => condition },
  { head: 'arm', align: 'left', cell: ({ arm }) => arm },
  number('transfers', ({ transfers }) => String(transfers)),
  number('truncated', ({ truncated }) => rateOf(truncated)),
  number('lost', ({ lost }) => rateOf(lost)),
  number('swapped', ({ swapped }) => rateOf(swapped)),
  number('refused', ({ refused }) => rateOf(refused)),
  number('in all', ({ ledger }) => String(silentlyWrongOf(ledger))),
  number('leaked', ({ leaked }) => String(leaked)),
];

function rateOf(estimate: Estimate | null): string {
  return estimate === null ? '–' : groupedCount(estimate.value);
}
