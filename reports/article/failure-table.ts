// SPDX-License-Identifier: Apache-2.0
// What failed, by cause: how often, where, and with which message.

import type { Failure } from '../../bench/results/result.ts';
import { formatCount } from '../format.ts';
import { code } from './blocks.ts';
import type { Table, TableCell, Text } from './blocks.ts';

interface Failed {
  readonly failure: Failure | null;
}

/** `where`: what is named alike stands in one line. */
export function failureTable<One extends Failed>(
  failed: readonly One[],
  { caption, counted, where }: { caption: string; counted: string; where: (one: One) => Text },
): Table {
  const groups = new Map<string, { readonly first: One; count: number }>();
  for (const one of failed) {
    const cause = JSON.stringify([where(one), one.failure]);
    const group = groups.get(cause) ?? { first: one, count: 0 };
    group.count += 1;
    groups.set(cause, group);
  }
  return {
    kind: 'table',
    caption,
    columns: [
      { title: 'what', align: 'left' },
      { title: counted, align: 'right' },
      { title: 'code', align: 'left' },
      { title: 'operation', align: 'left' },
      { title: 'message', align: 'left' },
    ],
    groups: [
      {
        heading: '',
        rows: [...groups.values()].map(({ first, count }) => rowOf(where(first), count, first.failure)),
      },
    ],
  };
}

function rowOf(where: Text, count: number, failure: Failure | null): readonly TableCell[] {
  const told = failure ?? { code: 'unknown', operation: 'unknown', text: 'no message was recorded' };
  return [
    { text: where },
    { text: [formatCount(count)] },
    { text: [code(told.code)] },
    { text: [code(told.operation)] },
    { text: [told.text] },
  ];
}
