// SPDX-License-Identifier: Apache-2.0
// Packed entries can be unpacked: every instant and every outcome comes back.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HandoverRecord } from '../results/handover.ts';
import { packEntries } from './pack-entries.ts';
import { entriesInOrder, entryOf } from './testing/made-handover.ts';

type Packed = NonNullable<HandoverRecord['entries']>;

/** The letters of bench/results/handover.ts. */
const meaning: Readonly<Record<string, string>> = {
  o: 'served by old',
  n: 'served by new',
  r: 'refused',
  x: 'reset',
  t: 'timed_out',
  c: 'closed_early',
  w: 'wrong',
  '-': 'not_offered',
};

function unpacked({ due, started, ended, outcome }: Packed): unknown[] {
  let at = 0;
  return due.map((after, i) => {
    at += after;
    const instant = (offset: number | null | undefined): number | null =>
      offset == null ? null : at + offset;
    const became = meaning[outcome[i] ?? ''];
    return { due: at, started: instant(started[i]), ended: instant(ended[i]), became };
  });
}

test('nothing that the statistics use is lost', () => {
  fc.assert(
    fc.property(entriesInOrder, (entries) => {
      const expected = entries.map(({ due, started, ended, outcome, generation }) => ({
        due,
        started,
        ended,
        became: outcome === 'served' ? `served by ${generation < 2 ? 'old' : 'new'}` : outcome,
      }));
      const throughJson = JSON.parse(JSON.stringify(packEntries(entries))) as Packed;
      assert.deepEqual(unpacked(throughJson), expected);
    }),
  );
});

test('every column has a place for every entry', () => {
  fc.assert(
    fc.property(entriesInOrder, (entries) => {
      const { due, started, ended, outcome } = packEntries(entries);
      assert.deepEqual(
        [due.length, started.length, ended.length, outcome.length],
        Array(4).fill(entries.length),
      );
    }),
  );
});

test('due is a distance from the one before, the others from their own', () => {
  const entries = [entryOf({ due: 1000, started: 1005, ended: 1200 }), entryOf({ due: 1500, ended: null })];
  assert.deepEqual(packEntries(entries), {
    due: [1000, 500],
    started: [5, -1400],
    ended: [200, null],
    outcome: 'oo',
  });
});
