// SPDX-License-Identifier: Apache-2.0
// Hodges–Lehmann where R's fixture does not look: few values, one value, and the normal form above 60.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import normalQuantile from '@stdlib/stats-base-dists-normal-quantile';
import { makeDraws } from '../../test/support/draws.ts';
import { hodgesLehmann, hodgesLehmannInterval } from './hodges-lehmann.ts';
import { midranks } from './midranks.ts';

describe('few values', () => {
  test('the median of the means of pairs, each value with itself included', () => {
    assert.equal(hodgesLehmann([1, 2, 6]), 2.75);
    assert.equal(hodgesLehmann([5]), 5);
    assert.ok(Number.isNaN(hodgesLehmann([])));
  });

  test('no interval where all sign patterns together are too few', () => {
    // 2 of 64 patterns are more than 2 %, 2 of 128 are less.
    assert.equal(hodgesLehmannInterval([1, 2, 3, 4, 5, 6], 0.98), null);
    const found = hodgesLehmannInterval([1, 2, 3, 4, 5, 6, 7], 0.98);
    assert.deepEqual(found, { lo: 1, hi: 7, coverage: 1 - 2 / 128 });
    assert.equal(hodgesLehmannInterval([], 0.98), null);
  });
});

describe('above 60 values', () => {
  const draws = makeDraws(7, 'many values');

  /** As R does it: search the shift at which the corrected statistic crosses the normal quantile. */
  function bySearch(values: readonly number[], tail: number): number {
    const n = values.length;
    const sigma = Math.sqrt((n * (n + 1) * (2 * n + 1)) / 24);
    const isBelow = (shift: number): boolean => {
      const moved = values.map((value) => value - shift);
      const { ranks } = midranks(moved.map(Math.abs));
      const sum = ranks.reduce((total, rank, i) => ((moved[i] ?? 0) > 0 ? total + rank : total), 0);
      const distance = sum - (n * (n + 1)) / 4;
      return (distance - 0.5) / sigma > normalQuantile(1 - tail, 0, 1);
    };
    let [low, high] = [Math.min(...values), Math.max(...values)];
    for (let i = 0; i < 60; i++) {
      const middle = (low + high) / 2;
      if (isBelow(middle)) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  for (const n of [61, 75, 100]) {
    for (const level of [0.95, 0.98]) {
      test(`${String(n)} values at ${String(level)}: the place that R searches`, () => {
        const values = Array.from({ length: n }, draws.studentT3);
        const found = hodgesLehmannInterval(values, level);
        const tail = (1 - level) / 2;
        assert.ok(found !== null);
        assert.ok(Math.abs(found.lo - bySearch(values, tail)) < 1e-9);
        const turned = values.map((value) => -value);
        assert.ok(Math.abs(found.hi + bySearch(turned, tail)) < 1e-9);
        assert.ok(found.coverage >= level && found.coverage < level + 0.002);
      });
    }
  }

  test('the seam is smooth: 60 and 61 values give nearly the same interval', () => {
    const values = Array.from({ length: 61 }, draws.normal);
    const [exact, normal] = [
      hodgesLehmannInterval(values.slice(0, 60), 0.98),
      hodgesLehmannInterval(values, 0.98),
    ];
    assert.ok(exact !== null && normal !== null);
    assert.ok(Math.abs((normal.hi - normal.lo) / (exact.hi - exact.lo) - 1) < 0.1);
  });
});
