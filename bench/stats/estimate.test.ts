// SPDX-License-Identifier: Apache-2.0
// Estimates with their intervals: what is said, at which level, and what is not said.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { makeDraws } from '../../test/support/draws.ts';
import { estimateMedian, estimateQuantile, estimateRatio, intervalLevel } from './estimate.ts';
import { hodgesLehmann, hodgesLehmannInterval } from './hodges-lehmann.ts';
import { isPrintable } from './quantile.ts';
import { signInterval } from './sign-interval.ts';

const draws = makeDraws(9, 'estimates');
const logs = Array.from({ length: 30 }, () => 0.05 + 0.02 * draws.exponential());
const ratios = logs.map((logRatio) => ({ logRatio }));

describe('a ratio', () => {
  test('is the Hodges–Lehmann estimate of the logarithms, with both intervals, as ratios', () => {
    const found = estimateRatio(ratios);
    const [ranks, signs] = [hodgesLehmannInterval(logs, intervalLevel), signInterval(logs, intervalLevel)];
    assert.ok(found !== null && ranks !== null && signs !== null);
    assert.equal(found.value, Math.exp(hodgesLehmann(logs)));
    assert.deepEqual(found.interval, {
      lo: Math.exp(ranks.lo),
      hi: Math.exp(ranks.hi),
      coverage: ranks.coverage,
    });
    assert.deepEqual(found.signInterval, {
      lo: Math.exp(signs.lo),
      hi: Math.exp(signs.hi),
      coverage: signs.coverage,
    });
    assert.equal(found.blocks, 30);
    assert.ok(found.value > 1);
  });

  test('and its inverse agree', () => {
    const list = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(list, (values) => {
        const there = estimateRatio(values.map((logRatio) => ({ logRatio })));
        const back = estimateRatio(values.map((logRatio) => ({ logRatio: -logRatio })));
        assert.ok(there !== null && back !== null);
        assert.ok(Math.abs(there.value * back.value - 1) < 1e-9);
        assert.ok(Math.abs((there.interval?.lo ?? 1) * (back.interval?.hi ?? 1) - 1) < 1e-9);
        assert.ok(Math.abs((there.signInterval?.hi ?? 1) * (back.signInterval?.lo ?? 1) - 1) < 1e-9);
      }),
      { seed: 1 },
    );
  });

  test('at a stricter level has a wider interval', () => {
    const [usual, strict] = [estimateRatio(ratios)?.interval, estimateRatio(ratios, 0.995)?.interval];
    assert.ok(usual && strict && strict.lo < usual.lo && usual.hi < strict.hi && strict.coverage >= 0.995);
  });

  test('without blocks is none; under 10 it has no interval', () => {
    assert.equal(estimateRatio([]), null);
    const few = estimateRatio(ratios.slice(0, 9));
    assert.deepEqual([few?.interval, few?.signInterval, few?.blocks], [null, null, 9]);
    const enough = estimateRatio(ratios.slice(0, 10));
    assert.ok(enough?.interval && enough.signInterval);
  });
});

describe('a median and a quantile', () => {
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
    const rising = Array.from({ length: 100 }, (_, i) => i);
    assert.equal(estimateQuantile(rising.slice(1), 0.9), null);
    assert.ok(Math.abs((estimateQuantile(rising, 0.9)?.value ?? 0) - 89.1) < 1e-9);
  });
});
