// SPDX-License-Identifier: Apache-2.0
// The order of arms: balanced over blocks, and the same again for the same seed.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { balancedLatinSquare, ordersOfBlocks } from './order.ts';
import { makeRandom, shuffled } from './random.ts';

const sizes = fc.integer({ min: 1, max: 24 });

function countBy(items: readonly unknown[]): number[] {
  const counts = new Map<string, number>();
  for (const item of items) counts.set(JSON.stringify(item), (counts.get(JSON.stringify(item)) ?? 0) + 1);
  return [...new Set(counts.values())];
}

describe('balanced Latin square', () => {
  test('every arm stands equally often in every place', () => {
    fc.assert(
      fc.property(sizes, (n) => {
        const rows = balancedLatinSquare(n);
        const places = rows.flatMap((row) => row.map((arm, place) => [arm, place]));
        assert.deepEqual(countBy(places), [rows.length / n]);
      }),
    );
  });

  test('every arm follows every other one equally often', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 24 }), (n) => {
        const followers = balancedLatinSquare(n).flatMap((row) =>
          row.slice(1).map((arm, i) => [row[i], arm]),
        );
        assert.equal(countBy(followers).length, 1);
        assert.equal(new Set(followers.map((pair) => JSON.stringify(pair))).size, n * (n - 1));
      }),
    );
  });
});

describe('orders of blocks', () => {
  test('each block holds every arm once', () => {
    fc.assert(
      fc.property(sizes, fc.integer({ min: 1, max: 60 }), fc.nat(), (arms, blocks, seed) => {
        const orders = ordersOfBlocks(arms, blocks, makeRandom(seed, 'test'));
        assert.equal(orders.length, blocks);
        for (const order of orders) {
          assert.deepEqual(
            [...order].sort((a, b) => a - b),
            [...Array(arms).keys()],
          );
        }
      }),
    );
  });

  test('two arms run ABBA', () => {
    const orders = ordersOfBlocks(2, 4, makeRandom(1, 'test')).map((order) => order.join(''));
    assert.ok(
      [
        ['01', '10', '10', '01'],
        ['10', '01', '01', '10'],
      ].some((one) => one.join() === orders.join()),
    );
  });

  test('the same seed gives the same orders, another one others', () => {
    const draw = (seed: number): string => JSON.stringify(ordersOfBlocks(6, 30, makeRandom(seed, 'test')));
    assert.equal(draw(42), draw(42));
    assert.notEqual(draw(42), draw(43));
    assert.notEqual(draw(42), draw(42 + 2 ** 32));
  });
});

test('shuffling is fair', () => {
  const random = makeRandom(7, 'fair');
  const counts = [0, 0, 0, 0];
  for (let i = 0; i < 4000; i++) {
    const first = shuffled([0, 1, 2, 3], random)[0] ?? 0;
    counts[first] = (counts[first] ?? 0) + 1;
  }
  for (const count of counts) assert.ok(count > 850 && count < 1150, String(counts));
});
