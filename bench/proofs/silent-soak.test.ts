// SPDX-License-Identifier: Apache-2.0
// The proof of the safe transfer fails with anything lost, swapped, leaked or not run, and is not impressed by refusals.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exampleSilent } from '../../reports/testing/example-silent.ts';
import type { SilentResults, SilentRow } from '../results/silent.ts';
import { judge } from './silent-soak.ts';

const runs = 10;
const whole = exampleSilent(runs);
const own: SilentResults = {
  ...whole,
  rows: whole.rows.filter(({ condition }) => condition === 'churn-and-pressure'),
};

function judgedWith(change: (row: SilentRow) => Partial<SilentRow>): readonly boolean[] {
  const rows = own.rows.map((row) => (row.arm === 'safe pull' ? { ...row, ...change(row) } : row));
  return judge({ ...own, rows }, runs).claims.map(({ holds }) => holds);
}

test('holds for both, whatever the naive ones lost; and tells their rates', () => {
  const { claims, figures } = judge(own, runs);
  assert.deepEqual(
    claims.map(({ holds }) => holds),
    [true, true],
  );
  assert.match(claims[0]?.text ?? '', /^safe push: 10000 transfers in 10 of 10 runs/);
  assert.deepEqual(Object.keys(figures).toSorted(), ['naive pull', 'naive push', 'safe pull', 'safe push']);
});

describe('does not hold', () => {
  const faults: readonly [string, (row: SilentRow) => Partial<SilentRow>][] = [
    ['with one lost', ({ ledger }) => ({ ledger: { ...ledger, lost: 1, right: ledger.right - 1 } })],
    ['with one swapped', ({ ledger }) => ({ ledger: { ...ledger, swapped: 1, right: ledger.right - 1 } })],
    [
      'with one truncated',
      ({ ledger }) => ({ ledger: { ...ledger, truncated: 1, right: ledger.right - 1 } }),
    ],
    ['with one too many', ({ ledger }) => ({ ledger: { ...ledger, surplus: 1 } })],
    ['with one that the next program inherits', ({ ledger }) => ({ ledger: { ...ledger, inheritable: 1 } })],
    ['with one leaked', () => ({ leaked: 1 })],
    ['with a run that failed', () => ({ launchesFailed: 1 })],
    ['with a run too few', () => ({ launches: 9 })],
    [
      'where everything was refused',
      ({ ledger }) => ({ ledger: { ...ledger, right: 0, refused: ledger.meant } }),
    ],
  ];
  for (const [name, change] of faults)
    test(name, () => {
      assert.deepEqual(judgedWith(change), [true, false]);
    });
  test('where it was not run at all', () => {
    const rows = own.rows.filter(({ arm }) => arm !== 'safe pull');
    assert.deepEqual(
      judge({ ...own, rows }, runs).claims.map(({ holds }) => holds),
      [true, false],
    );
  });
});
