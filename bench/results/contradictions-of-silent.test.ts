// SPDX-License-Identifier: Apache-2.0
// A stored count of silent failures that contradicts itself is refused, whatever part of it was changed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exampleSilent } from '../../reports/testing/example-silent.ts';
import { findContradictionOfSilent } from './contradictions-of-silent.ts';
import { brokenPromises } from './silent-ledger.ts';
import type { SilentLaunch, SilentLedger, SilentResults, SilentRow } from './silent.ts';

const whole = exampleSilent(10);

/** The row of a naive pull under churn: it has swaps. */
const pullAt = whole.rows.findIndex(({ condition, arm }) => condition === 'churn-10k' && arm === 'naive pull');

function withRow(change: (row: SilentRow) => Partial<SilentRow>): SilentResults {
  return { ...whole, rows: whole.rows.map((row, i) => (i === pullAt ? { ...row, ...change(row) } : row)) };
}

function withLaunch(change: (launch: SilentLaunch) => Partial<SilentLaunch>): SilentResults {
  return { ...whole, launches: whole.launches.map((one, i) => (i === 0 ? { ...one, ...change(one) } : one)) };
}

function ledgerOf(launch: SilentLaunch, change: Partial<SilentLedger>): Partial<SilentLaunch> {
  assert.ok(launch.ledger !== null);
  return { ledger: { ...launch.ledger, ...change } };
}

test('the example is whole', () => {
  assert.equal(findContradictionOfSilent(whole), null);
  assert.deepEqual(brokenPromises(whole), []);
});

describe('a launch', () => {
  const faults: readonly [string, (launch: SilentLaunch) => Partial<SilentLaunch>, RegExp][] = [
    ['means more than became of it', (one) => ledgerOf(one, { meant: 4001 }), /means 4001 descriptors/],
    ['has fewer transfers than it says', () => ({ transfers: 999 }), /has 999 transfers/],
    ['lost something in no transfer', (one) => ledgerOf(one, { right: 3999, lost: 1 }), /wrong in 0 spoiled/],
    ['spoiled a transfer with nothing wrong', (one) => ledgerOf(one, { whole: 999, spoiled: 1 }), /0 descriptors that are wrong/],
    ['refused something in no transfer', (one) => ledgerOf(one, { right: 3999, refused: 1 }), /1 refused descriptors/],
    ['has more inheritable ones than are held', (one) => ledgerOf(one, { inheritable: 4001 }), /4001 inheritable/],
    ['has more unacknowledged than whole ones', (one) => ledgerOf(one, { unacknowledged: 1001 }), /unacknowledged/],
    ['ended well with a failure', () => ({ failure: { code: 'X', operation: 'x', text: 'x' } }), /has a failure/],
    ['ended well without a ledger', () => ({ ledger: null }), /has no ledger/],
    ['is of an unknown arm', () => ({ arm: 'no such' }), /does not have/],
    ['is of an unknown condition', () => ({ condition: 'no such' }), /does not have/],
  ];
  for (const [name, change, words] of faults)
    test(name, () => {
      assert.match(findContradictionOfSilent(withLaunch(change)) ?? '', words);
    });
});

describe('a row', () => {
  const faults: readonly [string, (row: SilentRow) => Partial<SilentRow>, RegExp][] = [
    ['is not the sum of its launches', (row) => ({ ledger: { ...row.ledger, swapped: 0 } }), /as swapped/],
    ['has launches that are not there', () => ({ launches: 9 }), /has 9 launches/],
    ['has a negative rate', (row) => ({ swapped: row.swapped && { ...row.swapped, value: -1, interval: null } }), /negative swapped/],
    ['has a rate of what was never counted', (row) => ({ truncated: row.swapped }), /counted none/],
    ['has a share that its count is not in', () => ({ spoiledShare: { lo: 0.5, hi: 0.6, coverage: 0.98 } }), /spoiledShare/],
    ['is of an unknown scenario', () => ({ scenario: 'no such' }), /does not have/],
  ];
  for (const [name, change, words] of faults)
    test(name, () => {
      assert.match(findContradictionOfSilent(withRow(change)) ?? '', words);
    });
});

test('a safe transfer that lost something has broken its promise; a naive one has made none', () => {
  const spoil = (arm: string): SilentResults => ({
    ...whole,
    rows: whole.rows.map((row) => (row.arm === arm ? { ...row, ledger: { ...row.ledger, lost: 1 } } : row)),
  });
  assert.equal(brokenPromises(spoil('safe pull')).length, 6);
  assert.equal(brokenPromises(spoil('naive pull')).length, 0);
  const leaking = whole.rows.map((row) => (row.arm === 'safe push' ? { ...row, leaked: 1 } : row));
  assert.equal(brokenPromises({ ...whole, rows: leaking }).length, 6);
});
