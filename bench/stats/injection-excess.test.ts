// SPDX-License-Identifier: Apache-2.0
// A wait that is longer than it should be is seen whichever side it was put into.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { excessAmong, excessOf } from './injection-excess.ts';

test('too long a wait is positive in head and in base', () => {
  assert.ok(
    Math.abs((excessOf({ side: 'head', expectedRatio: 1.05, foundRatio: 1.07 }) ?? 0) - 0.02) < 1e-12,
  );
  assert.ok((excessOf({ side: 'base', expectedRatio: 1 / 1.05, foundRatio: 1 / 1.07 }) ?? 0) > 0.017);
  assert.equal(excessOf({ side: 'base', expectedRatio: null, foundRatio: 1 }), null);
  assert.equal(excessOf({ side: 'head', expectedRatio: 1, foundRatio: null }), null);
});

test('a wait of 7 % instead of 5 %, in either side equally often, does not cancel', () => {
  const all = (['head', 'base'] as const).flatMap((side) =>
    Array.from({ length: 20 }, () => ({
      side,
      expectedRatio: side === 'head' ? 1.05 : 1 / 1.05,
      foundRatio: side === 'head' ? 1.07 : 1 / 1.07,
    })),
  );
  const excess = excessAmong(all);
  assert.equal(excess?.estimates, 40);
  assert.ok(excess.mean > 0.018 && excess.mean < 0.02, String(excess.mean));
  assert.ok(Math.abs(excess.largest - 0.02) < 1e-12);
  assert.equal(excessAmong([]), null);
});
