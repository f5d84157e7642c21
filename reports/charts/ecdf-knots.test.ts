// SPDX-License-Identifier: Apache-2.0
// Thinning must not move the distribution: every knot on the exact function, the tail whole.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bodyKnotCount, ecdfKnots, tailKnotCount } from './ecdf-knots.ts';

function shareWithin(samples: Float64Array, ns: number): number {
  return samples.filter((sample) => sample <= ns).length / samples.length;
}

const many = Float64Array.from({ length: 20_000 }, (_, index) => 1000 + ((index * 7919) % 20_000));

test('no samples give no knots', () => {
  assert.deepEqual(ecdfKnots(new Float64Array()), []);
});

test('few samples are kept exactly, equal ones as one step', () => {
  assert.deepEqual(ecdfKnots(Float64Array.of(30, 10, 10, 20)), [
    { ns: 10, p: 0.5 },
    { ns: 20, p: 0.75 },
    { ns: 30, p: 1 },
  ]);
});

test('many samples give a bounded number of knots, each on the exact function', () => {
  const knots = ecdfKnots(many);
  assert.ok(knots.length <= bodyKnotCount + tailKnotCount);
  assert.equal(knots[0]?.ns, 1000);
  assert.equal(knots.at(-1)?.p, 1);
  for (const { ns, p } of knots) assert.equal(p, shareWithin(many, ns));
});

test('knots rise in both coordinates and are nowhere further apart than 1/500', () => {
  const knots = ecdfKnots(many);
  knots.slice(1).forEach((knot, index) => {
    const before = knots[index];
    assert.ok(before !== undefined && knot.ns > before.ns && knot.p > before.p);
    assert.ok(knot.p - before.p < 1 / 500);
  });
});

test('the tail is whole', () => {
  const tail = ecdfKnots(many).slice(-tailKnotCount);
  const slowest = Float64Array.from(many).sort().slice(-tailKnotCount);
  assert.deepEqual(
    tail.map(({ ns }) => ns),
    [...slowest],
  );
});

test('heavy ties and a quantum do not break it', () => {
  const ties = Float64Array.from({ length: 5000 }, (_, index) => 10 * (index % 7));
  const knots = ecdfKnots(ties);
  assert.equal(knots.length, 7);
  for (const { ns, p } of knots) assert.equal(p, shareWithin(ties, ns));
});

test('the samples are left as they were, and a broken one is an error', () => {
  const samples = Float64Array.of(3, 1, 2);
  ecdfKnots(samples);
  assert.deepEqual([...samples], [3, 1, 2]);
  assert.throws(() => ecdfKnots(Float64Array.of(1, NaN)), RangeError);
});
