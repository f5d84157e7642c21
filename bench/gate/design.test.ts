// SPDX-License-Identifier: Apache-2.0
// When a pass is looked at, and that its looks never spend more than the whole error.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { defaultBlocks, fewestBlocks, looksFor, totalAlpha } from './design.ts';

test('two thirds, all, twice as many', () => {
  assert.deepEqual(
    looksFor(30).map(({ blocks }) => blocks),
    [20, 30, 60],
  );
});

test('ten blocks have no earlier look, and the two that are left share the error', () => {
  assert.deepEqual(looksFor(10), [
    { blocks: 10, alpha: totalAlpha / 2 },
    { blocks: 20, alpha: totalAlpha / 2 },
  ]);
});

test('looks rise, none has too few blocks, the last is twice the plan, the error is spent once', () => {
  fc.assert(
    fc.property(fc.integer({ min: fewestBlocks, max: 10_000 }), (blocks) => {
      const looks = looksFor(blocks);
      const places = looks.map((look) => look.blocks);
      assert.deepEqual(
        places,
        [...new Set(places)].sort((a, b) => a - b),
      );
      assert.ok((places[0] ?? 0) >= fewestBlocks);
      assert.equal(places.at(-1), 2 * blocks);
      const spent = looks.reduce((sum, { alpha }) => sum + alpha, 0);
      assert.ok(Math.abs(spent - totalAlpha) < 1e-12);
    }),
  );
});

test('blocks where nobody says otherwise', () => {
  assert.equal(defaultBlocks('same-cpu', 'p50'), 30);
  assert.equal(defaultBlocks('cross-cpu', 'p50'), 60);
  assert.equal(defaultBlocks('same-cpu', 'p99'), 100);
});
