// SPDX-License-Identifier: Apache-2.0
// Everything that was offered is in exactly one column.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addLedgers, emptyLedger, lostOf } from '../results/ledger.ts';
import { ledgerOf } from './ledger.ts';
import { anyEntries, anyEntry, columnsOf, entryOf } from './testing/made-handover.ts';

test('each entry is in one column, and only there', () => {
  fc.assert(
    fc.property(anyEntry, (entry) => {
      assert.deepEqual(
        columnsOf(ledgerOf([entry])).filter((count) => count > 0),
        [1],
      );
    }),
  );
});

test('the columns’ sum is what was offered', () => {
  fc.assert(
    fc.property(anyEntries, (entries) => {
      const ledger = ledgerOf(entries);
      assert.equal(ledger.offered, entries.length);
      assert.equal(
        columnsOf(ledger).reduce((sum, count) => sum + count, 0),
        entries.length,
      );
      const { servedByOld, servedByNew, notOffered } = ledger;
      assert.equal(lostOf(ledger) + servedByOld + servedByNew + notOffered, entries.length);
      assert.equal(ledger.doubled, entries.filter(({ copies }) => copies > 0).length);
    }),
  );
});

test('two ledgers together are the ledger of both', () => {
  fc.assert(
    fc.property(anyEntries, anyEntries, (one, other) => {
      assert.deepEqual(addLedgers(ledgerOf(one), ledgerOf(other)), ledgerOf([...one, ...other]));
    }),
  );
  assert.deepEqual(ledgerOf([]), emptyLedger);
});

test('who served is told by the generation: 2 and later ones are the new process', () => {
  const served = ledgerOf([1, 2, 3].map((generation) => entryOf({ generation })));
  assert.deepEqual([served.servedByOld, served.servedByNew], [1, 2]);
});

test('what is pending when the clients have ended has no column', () => {
  assert.throws(() => ledgerOf([entryOf(), entryOf({ outcome: 'pending' })]), RangeError);
});
