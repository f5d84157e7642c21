// SPDX-License-Identifier: Apache-2.0
// What is said of ratios in several runs: overlap, apart, or not judged; never more.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { RatioEstimate, Result } from '../../bench/results/result.ts';
import { ratioEstimate } from '../testing/example-estimate.ts';
import { exampleInput } from '../testing/example-result.ts';
import { withRatio, withRows } from '../testing/example-runs.ts';
import type { ComparedRun, RowKey } from './compared-run.ts';
import { nameRuns, sameRow } from './compared-run.ts';
import { claimWords, overlapWords } from './ratio-overlap.ts';

const key: RowKey = { scenario: 'one-descriptor', placement: 'cross-cpu', point: null, arm: 'pidfd_getfd' };
const { result: doubted } = exampleInput();
const result: Result = { ...doubted, doubts: [] };

function runs(...results: readonly Result[]): readonly ComparedRun[] {
  return nameRuns(results.map((each, index) => ({ folder: String(index), result: each })));
}

function withEstimate(ratio: RatioEstimate): Result {
  return withRows(result, (row) =>
    row.ratioToReference === null ? row : { ...row, ratioToReference: ratio },
  );
}

test('overlap and apart', () => {
  const [low, near, high] = [withRatio(result, 1), withRatio(result, 1.01), withRatio(result, 1.5)];
  assert.equal(overlapWords(runs(low, near), key), 'overlap');
  assert.equal(overlapWords(runs(low, high), key), 'apart');
  assert.equal(overlapWords(runs(low, near, high), key), 'apart: A/C, B/C');
});

test('apart needs both kinds of interval to be', () => {
  const wide = { ...ratioEstimate(1.5, 0.02), signInterval: { lo: 1, hi: 2, coverage: 0.98 } };
  assert.equal(overlapWords(runs(withRatio(result, 1), withEstimate(wide)), key), 'overlap');
});

test('a run that may claim nothing is not judged', () => {
  const bare = withEstimate({ value: 1.2, interval: null, signInterval: null, blocks: 3 });
  const failed = withRows(result, (row) => ({ ...row, oracle: 'fail' }));
  assert.equal(overlapWords(runs(result, bare), key), 'not judged');
  assert.equal(overlapWords(runs(result, failed), key), 'not judged');
  assert.equal(overlapWords(runs(result, bare, result), key), 'overlap (of A and C)');
});

test('one ratio alone is compared with nothing', () => {
  assert.equal(
    overlapWords(
      runs(
        result,
        withRows(result, (row) => ({ ...row, ratioToReference: null })),
      ),
      key,
    ),
    null,
  );
});

test('what is exploratory only looks so; an interval across 1 shows nothing; an oracle that failed forbids all', () => {
  const wordsFor = (changed: Result): string => {
    const [run] = runs(changed);
    const row = run && sameRow(run, key);
    assert.ok(run !== undefined && row !== undefined);
    return claimWords(run, row);
  };
  const high = withRatio(result, 1.5);
  assert.equal(wordsFor(high), 'dearer');
  assert.equal(wordsFor(withRows(high, (row) => ({ ...row, declared: false }))), 'looks dearer, exploratory');
  assert.equal(wordsFor(withRatio(result, 0.5)), 'cheaper');
  assert.equal(wordsFor(withRatio(result, 1.001)), 'no difference shown');
  const referenceFailed = withRows(high, (row) =>
    row.arm === 'scm_rights' ? { ...row, oracle: 'fail' } : row,
  );
  assert.equal(wordsFor(referenceFailed), 'the oracle failed: no claim');
});
