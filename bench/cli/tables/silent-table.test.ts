// SPDX-License-Identifier: Apache-2.0
// The table of silent failures says what is in the rows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleSilent } from '../../../reports/testing/example-silent.ts';
import { silentText } from './silent-table.ts';

test('a line for each arm under each condition, with its rates', () => {
  const silent = exampleSilent(10);
  const lines = silentText(silent).split('\n');
  assert.equal(lines[0], 'silent-failures (descriptors per 100,000 transfers)');
  assert.equal(lines.length, 1 + 2 + silent.rows.length);
  const swaps = silent.rows.find(({ condition, arm }) => condition === 'churn-100k' && arm === 'naive pull');
  const line = lines.find((one) => one.startsWith('churn-100k') && one.includes('naive pull')) ?? '';
  const digits = line.replaceAll(',', '').split(/\s+/);
  assert.ok(digits.includes(String(Math.round(swaps?.swapped?.value ?? NaN))), line);
});

test('what has no launch has a dash', () => {
  const silent = exampleSilent(10);
  const rows = silent.rows.map((row) => ({ ...row, swapped: null }));
  assert.match(silentText({ ...silent, rows }), /–/);
});
