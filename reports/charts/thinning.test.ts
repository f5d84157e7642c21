// SPDX-License-Identifier: Apache-2.0
// Thinning may leave out only what cannot be seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logPlace, thinned } from './thinning.ts';

const points = Array.from({ length: 101 }, (_, index) => index / 10);

test('what is left out is nearer than the least to the point kept before it', () => {
  const kept = thinned(points, (x) => [x], 1);
  assert.equal(kept[0], 0);
  assert.equal(kept.at(-1), 10);
  assert.equal(kept.length, 11);
  for (const point of points) assert.ok(kept.some((each) => each <= point && point - each < 1));
});

test('a jump in one coordinate is kept, however near the other is', () => {
  assert.deepEqual(
    thinned([0, 1, 2, 3], (x) => [x / 100, x === 2 ? 50 : 0], 1),
    [0, 2, 3],
  );
});

test('nothing and one point stay as they are', () => {
  assert.deepEqual(
    thinned<number>([], (x) => [x], 1),
    [],
  );
  assert.deepEqual(
    thinned([5], (x) => [x], 1),
    [5],
  );
});

test('a decade of a logarithmic axis takes its share of pixels', () => {
  const place = logPlace([1, 1000], 300);
  assert.ok(Math.abs(place(10) - 100) < 1e-9);
  assert.ok(Math.abs(place(1000) - 300) < 1e-9);
});
