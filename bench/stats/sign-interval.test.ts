// SPDX-License-Identifier: Apache-2.0
// Quantiles and the sign interval against R's values, and what must hold for any values.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { projectRoot } from '../project-root.ts';
import { estimateMedian, estimateQuantile, estimateRatio } from './estimate.ts';
import { isPrintable, median, quantileOfSorted } from './quantile.ts';
import { orderStatistics, signInterval } from './sign-interval.ts';

interface Case {
  readonly name: string;
  readonly level: number;
  readonly x: readonly number[];
  readonly signInterval: {
    readonly lo: number;
    readonly hi: number;
    readonly k: number;
    readonly coverage: number;
  };
  readonly quantilesType7: Readonly<Record<'p10' | 'p50' | 'p90' | 'p99', number>>;
}

const path = join(projectRoot, 'test', 'fixtures', 'stats-reference.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as { readonly paired: readonly Case[] };

function assertClose(found: number | undefined, expected: number): void {
  assert.ok(
    found !== undefined && Math.abs(found - expected) <= 1e-9,
    `${String(found)} is not ${String(expected)}`,
  );
}

describe('against R', () => {
  for (const one of reference.paired) {
    test(`${one.name} at ${String(one.level)}`, () => {
      const interval = signInterval(one.x, one.level);
      assertClose(interval?.lo, one.signInterval.lo);
      assertClose(interval?.hi, one.signInterval.hi);
      assertClose(interval?.coverage, one.signInterval.coverage);
      assert.equal(interval?.k, one.signInterval.k);
      const sorted = [...one.x].sort((a, b) => a - b);
      for (const [name, p] of [
        ['p10', 0.1],
        ['p50', 0.5],
        ['p90', 0.9],
        ['p99', 0.99],
      ] as const) {
        assertClose(quantileOfSorted(sorted, p), one.quantilesType7[name]);
      }
    });
  }
});

describe('for any values', () => {
  const values = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 10, maxLength: 200 });

  test('the interval holds the median and covers at least its level', () => {
    fc.assert(
      fc.property(values, (list) => {
        const interval = signInterval(list, 0.98);
        assert.ok(interval !== null);
        assert.ok(interval.lo <= median(list) && median(list) <= interval.hi);
        assert.ok(interval.coverage >= 0.98);
      }),
    );
  });

  test('order does not matter, sign and shift carry over', () => {
    fc.assert(
      fc.property(values, (list) => {
        const there = signInterval(list, 0.98);
        assert.deepEqual(signInterval([...list].reverse(), 0.98), there);
        const turned = signInterval(
          list.map((value) => -value),
          0.98,
        );
        assert.equal(turned?.lo, there === null ? undefined : -there.hi);
      }),
    );
  });

  test('a ratio and its inverse agree', () => {
    const pairs = fc.array(
      fc.tuple(fc.double({ min: 1, max: 1e6, noNaN: true }), fc.double({ min: 1, max: 1e6, noNaN: true })),
      { minLength: 10, maxLength: 60 },
    );
    fc.assert(
      fc.property(pairs, (list) => {
        const there = estimateRatio(list)?.value ?? Number.NaN;
        const back = estimateRatio(list.map(([a, b]) => [b, a] as const))?.value ?? Number.NaN;
        assert.ok(Math.abs(there * back - 1) < 1e-9);
      }),
    );
  });
});

describe('what is not said', () => {
  test('under 10 blocks there is no interval', () => {
    assert.equal(estimateMedian([1, 2, 3, 4, 5, 6, 7, 8, 9])?.interval, null);
    assert.notEqual(estimateMedian([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?.interval, null);
    assert.equal(estimateMedian([]), null);
  });

  test('a percentile needs ten values beyond it', () => {
    assert.equal(isPrintable(99, 0.9), false);
    assert.equal(isPrintable(100, 0.9), true);
    assert.equal(isPrintable(999, 0.99), false);
    assert.equal(isPrintable(1000, 0.99), true);
    assert.equal(
      estimateQuantile(
        Array.from({ length: 99 }, (_, i) => i),
        0.9,
      ),
      null,
    );
  });

  test('the interval of a p90 over launches has its level', () => {
    const pair = orderStatistics(100, 0.9, 0.98);
    assert.ok(pair !== null && pair.coverage >= 0.98 && pair.lower < 90 && pair.upper > 90);
  });
});
