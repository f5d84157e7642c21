// SPDX-License-Identifier: Apache-2.0
// The sign interval's order statistics for other quantiles than the median, and for few values. What holds for any
// values is in properties.test.ts, R's values in reference.test.ts.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderStatistics, signInterval } from './sign-interval.ts';

test('the interval of a p90 over launches has its level', () => {
  const pair = orderStatistics(100, 0.9, 0.98);
  assert.ok(pair !== null && pair.coverage >= 0.98 && pair.lower < 90 && pair.upper > 90);
});

test('no interval where even the whole range covers too little', () => {
  // 2 of 64 patterns are more than 2 %, 2 of 128 are less.
  assert.equal(signInterval([1, 2, 3, 4, 5, 6], 0.98), null);
  assert.deepEqual(signInterval([7, 2, 3, 4, 5, 6, 1], 0.98), { lo: 1, hi: 7, k: 1, coverage: 1 - 2 / 128 });
  assert.equal(signInterval([], 0.98), null);
  assert.equal(orderStatistics(50, 0.99, 0.98), null);
});
