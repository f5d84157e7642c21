// SPDX-License-Identifier: Apache-2.0
// Two groups where R's fixture does not look: every deal of few values, ties, many values, too few values.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { atMostOfRankSums } from './rank-sum-distribution.ts';
import { twoSampleShift } from './two-sample.ts';

function assertClose(found: number | undefined, expected: number): void {
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= 1e-9,
    `${String(found)}, ${String(expected)}`,
  );
}

/** U of every way to deal m + n ranks: how often each occurs. */
function byDealing(m: number, n: number): number[] {
  const counts = new Array<number>(m * n + 1).fill(0);
  let deals = 0;
  for (let deal = 0; deal < 2 ** (m + n); deal++) {
    const ranks = Array.from({ length: m + n }, (_, i) => i + 1).filter(
      (rank) => (deal >> (rank - 1)) % 2 === 1,
    );
    if (ranks.length !== m) continue;
    const u = ranks.reduce((sum, rank) => sum + rank, 0) - (m * (m + 1)) / 2;
    counts[u] = (counts[u] ?? 0) + 1;
    deals++;
  }
  return counts.map((count) => count / deals);
}

describe('two samples', () => {
  test('the distribution is that of all deals', () => {
    for (const [m, n] of [
      [1, 1],
      [1, 6],
      [4, 3],
      [5, 6],
    ] as const) {
      let sum = 0;
      byDealing(m, n).forEach((share, u) => {
        sum += share;
        assertClose(atMostOfRankSums(m, n)[u], sum);
      });
    }
  });

  // The p-values are SciPy's (mannwhitneyu).
  test('exact for few values', () => {
    const found = twoSampleShift([3.1, 4.2, 1.7, 8.8, 5.5], [2.2, 9.9, 7.1, 6.3, 10.4, 11.2], 0.9);
    assertClose(found?.pTwoSided, 0.12554112554112554);
    assert.ok(found !== null && found.estimate < 0 && found.lo < found.estimate && found.hi > 0);
  });

  test('equal values: normal, with continuity and ties', () => {
    const xs = Array.from({ length: 30 }, (_, i) => (i * i * 5) % 23);
    const ys = Array.from({ length: 20 }, (_, i) => (i * i * 7 + 3) % 19);
    assertClose(twoSampleShift(xs, ys, 0.98)?.pTwoSided, 0.0005358025431417756);
  });

  test('50 values or more: normal', () => {
    const xs = Array.from({ length: 60 }, (_, i) => ((i * i * 5) % 997) / 10 + 8);
    const ys = Array.from({ length: 55 }, (_, i) => ((i * i * 7 + 3) % 991) / 10);
    const found = twoSampleShift(xs, ys, 0.98);
    assertClose(found?.pTwoSided, 0.26760548312134724);
    assert.ok(found !== null && found.lo < 0 && found.hi > 0);
  });

  test('nothing speaks for a shift between values that are all the same', () => {
    const found = twoSampleShift([4, 4, 4, 4, 4], [4, 4, 4, 4, 4], 0.9);
    assert.deepEqual(found, { estimate: 0, lo: 0, hi: 0, pTwoSided: 1 });
  });

  test('too few values for the level: nothing is said', () => {
    assert.equal(twoSampleShift([1, 2, 3], [4, 5, 6], 0.98), null);
    assert.equal(twoSampleShift([], [1], 0.5), null);
    assert.equal(twoSampleShift([1], [], 0.5), null);
  });
});
