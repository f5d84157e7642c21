// SPDX-License-Identifier: Apache-2.0
// The one rule of what a ratio allows, branch by branch: also that a failed oracle comes before everything else.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ConfidenceInterval, Row } from '../bench/results/result.ts';
import type { Comparison } from './comparison.ts';
import { compareCpuOfRow, compareRow, compareWithOne, unsoundArm } from './comparison.ts';
import { ratioEstimate } from './testing/example-estimate.ts';
import { exampleInput } from './testing/example-result.ts';

const { result } = exampleInput();
const { rows } = result;
const [, , compared] = rows;

/** What the rule says of the example's first comparison, changed. */
function judge(change: Partial<Row>, weakened?: string): Comparison {
  assert.ok(compared !== undefined);
  const row = { ...compared, ...change };
  const place = { scenario: row.scenario, placement: row.placement, point: row.point };
  const words = { id: 'drift', weight: 'weakens', evidence: '', advice: '' } as const;
  const doubts = weakened === undefined ? [] : [{ ...place, ...words, arm: weakened }];
  return compareRow({ rows, doubts }, row);
}

function interval(lo: number, hi: number): ConfidenceInterval {
  return { lo, hi, coverage: 0.98 };
}

test('each outcome has its cause', () => {
  const less = { ratioToReference: ratioEstimate(0.9, 0.02) };
  assert.equal(judge(less), 'less');
  assert.equal(judge({ ratioToReference: ratioEstimate(1.1, 0.02) }), 'more');
  assert.equal(judge({ ratioToReference: ratioEstimate(0.9, 0.2) }), 'none-shown');
  assert.equal(judge({ ratioToReference: null }), 'no-interval');
  assert.equal(judge({ ...less, adjustedP: 0.02 }), 'among-many');
  assert.equal(judge({ ...less, adjustedP: 0.02, declared: false }), 'less');
  assert.equal(judge({ ...less, adjustedP: 0.06, declared: false }), 'among-many');
  assert.equal(judge({ ...less, adjustedP: null }), 'among-many');
  for (const arm of ['pidfd_getfd', 'scm_rights']) assert.equal(judge(less, arm), 'weakened');
  assert.equal(judge(less, 'message_only'), 'less');
  assert.equal(
    judge({ ratioToReference: { ...ratioEstimate(0.9, 0.02), interval: null } }, 'scm_rights'),
    'no-interval',
  );
});

test('a failed oracle comes before all else: that of the row, and that of its reference at the same point', () => {
  assert.ok(compared !== undefined);
  assert.equal(judge({ oracle: 'fail', ratioToReference: null }, 'pidfd_getfd'), 'unsound');
  const withFailed = (arm: string, placement: string): typeof result => ({
    ...result,
    rows: rows.map((row) =>
      row.arm === arm && row.placement === placement ? { ...row, oracle: 'fail' } : row,
    ),
  });
  const failed = withFailed('scm_rights', 'same-cpu');
  assert.equal(compareRow(failed, compared), 'unsound');
  assert.equal(compareCpuOfRow(failed, compared), 'unsound');
  assert.equal(unsoundArm(failed, compared), 'scm_rights');
  for (const other of [withFailed('scm_rights', 'cross-cpu'), withFailed('message_only', 'same-cpu')]) {
    assert.equal(compareRow(other, compared), 'less');
    assert.equal(unsoundArm(other, compared), null);
  }
});

test('both intervals must leave 1 out, and on the same side; none may be broken', () => {
  const both = (one: ConfidenceInterval | null, other: ConfidenceInterval | null): Comparison =>
    compareWithOne({ value: 0.5, blocks: 30, interval: one, signInterval: other });
  assert.equal(both(interval(0.8, 0.9), interval(0.7, 0.95)), 'less');
  assert.equal(both(interval(1.1, 1.2), interval(1.05, 1.3)), 'more');
  assert.equal(both(interval(0.8, 1), interval(1, 1.2)), 'none-shown');
  assert.equal(both(interval(0.8, 0.9), interval(0.8, 1)), 'intervals-disagree');
  assert.equal(both(interval(0.8, 0.9), interval(1.1, 1.2)), 'intervals-disagree');
  for (const broken of [null, interval(0.9, 0.8), interval(0, 0.5), interval(-1, 0.5), interval(NaN, 0.5)]) {
    assert.equal(both(interval(0.8, 0.9), broken), 'no-interval');
    assert.equal(both(broken, interval(0.8, 0.9)), 'no-interval');
  }
});
