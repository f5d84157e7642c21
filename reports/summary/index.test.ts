// SPDX-License-Identifier: Apache-2.0
// A run in plain characters: what is wrong with it first, the article's sentences, no line wider than a terminal,
// nothing that a terminal would obey.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { withRatio, withRows } from '../testing/example-runs.ts';
import {
  changed as changedExample,
  everythingSkipped,
  hostileInput,
  singleBlock,
  withFailures,
} from '../testing/example-variants.ts';
import { exportRun } from '../testing/export-text.ts';
import { assertGoldenText } from '../testing/golden.ts';
import { plainSummary } from './index.ts';
import { summaryWidth } from './ratio-bars.ts';

const { result } = exampleInput();
const undoubted: Result = { ...result, doubts: [] };

test('it reads as before', () => {
  assertGoldenText('summary.txt', plainSummary(result));
});

test('no line is wider than 80 characters, whatever the names', () => {
  for (const each of [result, hostileInput().result, everythingSkipped().result, singleBlock().result]) {
    for (const line of plainSummary(each).split('\n'))
      assert.ok(Array.from(line).length <= summaryWidth, line);
  }
});

test('a terminal is sent nothing but text', () => {
  assert.doesNotMatch(plainSummary(hostileInput().result), /[^\n\P{C}]/u);
});

test('what is wrong with a run comes before its answer', () => {
  assert.match(
    plainSummary(singleBlock().result),
    /Before you read on\n- There are too few[^]*At one descriptor/,
  );
  const nothing = plainSummary(everythingSkipped().result);
  assert.match(nothing, /Before you read on\n- Nothing was measured/);
  assert.doesNotMatch(nothing, /equal cost|undefined|NaN/);
});

test('the mark says what may be claimed', () => {
  const lineOf = (changed: Result): string =>
    plainSummary(changed)
      .split('\n')
      .find((line) => line.startsWith('pidfd_getfd, same CPU')) ?? '';
  assert.match(lineOf(withRatio(undoubted, 1.5)), /1\.50× .*│ +├?─?●/);
  assert.match(lineOf(withRatio(undoubted, 0.5)), /0\.500× .*●.* │$/);
  assert.match(lineOf(withRatio(undoubted, 1.001)), /○/);
  assert.match(lineOf(singleBlock().result), /×[^○●(]*×/);
  const failed = withRows(withRatio(undoubted, 1.5), (row) => ({ ...row, oracle: 'fail' }));
  assert.doesNotMatch(lineOf(failed), /[●○]/);
  const exploratory = withRows(withRatio(undoubted, 1.5), (row) => ({ ...row, declared: false }));
  assert.match(lineOf(exploratory), /^pidfd_getfd, same CPU \*/);
});

test('what a caveat points to stands below it, here and in a CI job', async () => {
  const unsteady = changedExample({
    launches: result.launches.map((launch) => {
      const p50 = (launch.wall?.p50 ?? 0) * (launch.block % 4 === 0 || launch.block % 4 === 3 ? 1.1 : 1);
      return { ...launch, wall: launch.wall && { ...launch.wall, p50 } };
    }),
  }).result;
  const cases: readonly (readonly [Result, RegExp])[] = [
    [everythingSkipped().result, /are below\.[^]*the descriptor limit is too low[^]*raise it with ulimit -n/],
    [withFailures(3).result, /listed below\.[^]*HELPER_DIED[^]*was ended\s+by SIGKILL/],
    [unsteady, /see \[?what zero\s+looks like[^]*What zero looks like\n[^]*something\s+is\s+wrong/],
  ];
  for (const [one, words] of cases) {
    assert.match(plainSummary(one), words);
    assert.match((await exportRun('step-summary', one)).replace(/\*\*/g, ''), words);
  }
  assert.doesNotMatch(plainSummary(result), /Launches that failed|What zero looks like/);
});

test('of doubts only those that weaken, of long lists the beginning and how much is left', () => {
  assert.match(plainSummary(result), /Doubts about these numbers\n[^]*weakens; The ratio moved/);
  assert.doesNotMatch(plainSummary(result), /; noted;/);
  assert.doesNotMatch(plainSummary(undoubted), /Doubts about/);
  const [skip] = everythingSkipped().result.skips;
  assert.ok(skip !== undefined);
  const skips = Array.from({ length: 30 }, (_, index) => ({ ...skip, reason: `reason ${String(index)}` }));
  const summary = plainSummary({ ...undoubted, skips });
  assert.match(summary, /reason 7;[^]*\n- … and 22 more, in the report\n$/);
  assert.doesNotMatch(summary, /reason 8/);
});
