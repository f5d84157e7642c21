// SPDX-License-Identifier: Apache-2.0
// The signed-rank test where R's fixture does not look: ties, zeros, more than 60 values, and one side.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import signedRankCdf from '@stdlib/stats-base-dists-signrank-cdf';
import fc from 'fast-check';
import { midranks } from './midranks.ts';
import { sumsOfPlainRanks } from './signed-rank-distribution.ts';
import { largestExact, signedRankTest } from './signed-rank.ts';

/** All sign patterns, one by one: what the test must say of few values, equal ones included. */
function byEnumeration(values: readonly number[]): { pGreater: number; pLess: number } {
  const counted = values.filter((value) => value !== 0);
  const { ranks } = midranks(counted.map(Math.abs));
  const sumWhere = (isPositive: (i: number) => boolean): number =>
    ranks.reduce((sum, rank, i) => (isPositive(i) ? sum + rank : sum), 0);
  const seen = sumWhere((i) => (counted[i] ?? 0) > 0);
  const patterns = 2 ** counted.length;
  let [atLeast, atMost] = [0, 0];
  for (let pattern = 0; pattern < patterns; pattern++) {
    const sum = sumWhere((i) => (pattern >> i) % 2 === 1);
    if (sum >= seen) atLeast++;
    if (sum <= seen) atMost++;
  }
  return { pGreater: atLeast / patterns, pLess: atMost / patterns };
}

function assertClose(found: number | undefined, expected: number, most = 1e-12): void {
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= most,
    `${String(found)}, ${String(expected)}`,
  );
}

describe('exact', () => {
  test('with equal sizes and zeros: every sign pattern counts once', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 10 }), (values) => {
        fc.pre(values.some((value) => value !== 0));
        const found = signedRankTest(values);
        const expected = byEnumeration(values);
        assertClose(found?.pGreater, expected.pGreater);
        assertClose(found?.pLess, expected.pLess);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('without ties it is the library’s distribution', () => {
    for (const n of [1, 2, 7, 20, 41, largestExact]) {
      const atMost = sumsOfPlainRanks(n);
      for (let sum = 0; sum <= (n * (n + 1)) / 2; sum += Math.max(1, n >> 1)) {
        assertClose(atMost[2 * sum], signedRankCdf(sum, n));
      }
    }
  });

  test('all of ten above 0 is one pattern of 1,024', () => {
    const found = signedRankTest([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    assert.deepEqual(
      [found?.statistic, found?.pGreater, found?.pLess, found?.pTwoSided],
      [55, 1 / 1024, 1, 2 / 1024],
    );
  });
});

describe('beyond 60 values', () => {
  /** 80 values, many of one size. */
  const values = Array.from({ length: 80 }, (_, i) => (((i * i * 7) % 61) - 25) / 8);

  test('p as SciPy gives it, with continuity and ties', () => {
    const found = signedRankTest(values);
    assert.deepEqual([found?.n, found?.statistic], [80, 2037]);
    assertClose(found?.pGreater, 0.02284362116048683, 1e-9);
    assertClose(found?.pLess, 0.9774150687599129, 1e-9);
    assertClose(found?.pTwoSided, 0.04568724232097366, 1e-9);
  });

  test('the seam is smooth: the normal form is near the exact one', () => {
    const rising = Array.from({ length: largestExact + 1 }, (_, i) => (i % 3 === 0 ? -1 : 1) * (i + 1));
    const beyond = signedRankTest(rising)?.pGreater ?? 0;
    const exact = signedRankCdf((61 * 62) / 2 - (signedRankTest(rising)?.statistic ?? 0), 61);
    assert.ok(Math.abs(beyond / exact - 1) < 0.02, `${String(beyond)}, ${String(exact)}`);
  });
});

describe('shared ranks', () => {
  test('equal values share the mean of their ranks', () => {
    assert.deepEqual(midranks([5, 1, 5, 9, 5]), { ranks: [3, 1, 3, 5, 3], ties: [3] });
    assert.deepEqual(midranks([]), { ranks: [], ties: [] });
  });

  test('log(a/b) and log(b/a) are of one size, whatever their last bit', () => {
    for (let a = 1; a < 60; a++) {
      const sizes = [Math.log(a / 61), Math.log(61 / a)].map(Math.abs);
      assert.deepEqual(midranks(sizes).ranks, [1.5, 1.5]);
    }
  });

  test('and so an even change to both sides is no change', () => {
    const halves = Array.from({ length: 20 }, (_, i) => Math.log(i % 2 === 0 ? 49 / 61 : 61 / 49));
    assert.equal(signedRankTest(halves)?.pTwoSided, 1);
  });
});
