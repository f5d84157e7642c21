// SPDX-License-Identifier: Apache-2.0
// A placed rank is what sorting gives, with ties and for several ranks one after the other.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { placeRank } from './place-rank.ts';

const value = fc.oneof(fc.integer({ min: 0, max: 5 }), fc.double({ noNaN: true }));
const values = fc.array(value, { minLength: 1, maxLength: 60 });

test('every placed rank holds what sorting puts there, and keeps it when others are placed', () => {
  fc.assert(
    fc.property(values, fc.array(fc.nat(), { minLength: 1, maxLength: 6 }), (list, picks) => {
      const sorted = Float64Array.from(list, (each) => each + 0).sort();
      const places = Float64Array.from(list, (each) => each + 0);
      const ranks = picks.map((pick) => pick % list.length);
      for (const rank of ranks) placeRank(places, rank);
      for (const rank of ranks) assert.equal(places[rank], sorted[rank]);
      assert.deepEqual(places.sort(), sorted);
    }),
  );
});

test('what lies on either side of a placed rank is not beyond it', () => {
  const places = Float64Array.of(5, 1, 4, 1, 3, 9, 2, 6, 5, 3, 5);
  placeRank(places, 4);
  assert.equal(places[4], 3);
  assert.ok(Math.max(...places.subarray(0, 4)) <= 3 && Math.min(...places.subarray(5)) >= 3);
});
