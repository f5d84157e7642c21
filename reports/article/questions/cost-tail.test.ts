// SPDX-License-Identifier: Apache-2.0
// The slowest of a thousand stands in question 2 where its samples carry it, with what is wrong with its row.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ecdfKnots } from '../../charts/ecdf-knots.ts';
import type { Distribution } from '../../report-input.ts';
import { headlineScenario } from '../../row-lookup.ts';
import { blocksText } from '../../testing/blocks-text.ts';
import { exampleInput } from '../../testing/example-result.ts';
import { cost } from './cost.ts';

const { result, distributions } = exampleInput();

function withSamples(count: number): readonly Distribution[] {
  const samples = Float64Array.from({ length: count }, (_, index) => 1000 + index);
  return distributions.map((each) => ({ ...each, n: count, launches: 30, knots: ecdfKnots(samples) }));
}

function answer(about: typeof result, from: readonly Distribution[] | undefined): string {
  const content = { result: about, figures: [], missingCharts: [], ...(from && { distributions: from }) };
  return blocksText(cost.answer(content));
}

test('is told of each arm but the floor, with its counts and as no comparison', () => {
  const text = answer(result, withSamples(30_000));
  assert.match(text, /all launches together the second table tells it; no difference between arms may/);
  const rows = text.split('\n').filter((line) => line.includes('31.0 µs'));
  const arms = result.rows.filter(
    ({ scenario, reference, arm }) =>
      scenario === headlineScenario && (reference !== null || arm === 'scm_rights'),
  );
  assert.ok(arms.length > 3);
  assert.equal(rows.length, arms.length);
  for (const row of rows) assert.match(row, /31\.0 µs.*no interval.*30,000.*30/);
  assert.doesNotMatch(rows.join(), /message_only/);
});

test('is not told from too few samples, nor without any', () => {
  for (const from of [withSamples(9_999), [], undefined]) {
    const text = answer(result, from);
    assert.doesNotMatch(text, /p99\.9 of the transfers|together the second table/);
    assert.match(text, /it stands in no row/);
  }
});

test('says where the oracle failed', () => {
  const rows = result.rows.map((row) =>
    row.scenario === headlineScenario && row.arm === 'pidfd_getfd'
      ? { ...row, oracle: 'fail' as const }
      : row,
  );
  const told = answer({ ...result, rows }, withSamples(30_000)).split('\n');
  const own = told.filter((line) => line.includes('31.0 µs') && line.includes('pidfd_getfd'));
  assert.ok(own.length > 0);
  for (const line of own) assert.match(line, /oracle failed/);
});
