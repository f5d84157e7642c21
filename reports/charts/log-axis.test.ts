// SPDX-License-Identifier: Apache-2.0
// Ticks: round, inside the bounds, rising, and neither too few nor too many on any span.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logDomain, logTicks, spacedTicks } from './log-axis.ts';

test('every span from a per cent to nine decades has readable ticks', () => {
  for (const span of [1.02, 1.3, 2, 5, 7, 30, 300, 1e4, 1e6, 1e9]) {
    for (const lo of [0.0007, 0.93, 4.2, 88]) {
      const ticks = logTicks([lo, lo * span]);
      assert.ok(ticks.length >= 2 && ticks.length <= 12, `${lo} × ${span}: ${ticks.join(' ')}`);
      assert.ok(ticks.every((tick) => tick >= lo && tick <= lo * span));
      assert.deepEqual(
        ticks,
        [...ticks].sort((a, b) => a - b),
      );
    }
  }
});

test('bounds hold all values, also a single one and none', () => {
  const [lo, hi] = logDomain([5, 50, NaN, -1, 0]);
  assert.ok(lo < 5 && hi > 50);
  const [below, above] = logDomain([3]);
  assert.ok(below < 3 && above > 3);
  assert.deepEqual(logDomain([]), [1, 10]);
});

test('numbers that nothing can measure leave bounds and ticks finite', () => {
  for (const values of [[1e300], [1e-300], [5e-324, 1.7e308], [1e-300, 1, 1e300], [1e-9, 1e40]]) {
    const [lo, hi] = logDomain(values);
    assert.ok(lo > 0 && lo < hi && Number.isFinite(hi), values.join(' '));
    const ticks = logTicks([lo, hi]);
    assert.ok(ticks.length <= 12, `${values.join(' ')}: ${ticks.join(' ')}`);
    assert.ok(ticks.every((tick) => tick >= lo && tick <= hi));
  }
});

test('a tick beside another is left out', () => {
  assert.deepEqual(spacedTicks([1, 2, 252, 253, 1024, 2]), [1, 2, 252, 1024]);
});
