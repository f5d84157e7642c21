// SPDX-License-Identifier: Apache-2.0
// The sign-flip test: all flips of few values, drawn ones of many, and never a p of 0.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDraws } from '../../test/support/draws.ts';
import { makeRandom } from '../plan/random.ts';
import { signFlipTest } from './sign-flip.ts';
import { signedRankTest } from './signed-rank.ts';

const random = makeRandom(1, 'flips');

describe('the sign-flip test', () => {
  test('of few values takes all flips', () => {
    const found = signFlipTest([1, 2, 4], { flips: 8, random });
    // 7 is the largest of eight sums; −7 is as far.
    assert.deepEqual(found, { pTwoSided: 2 / 8, pGreater: 1 / 8 });
    // 1 + 2 − 4 = −1: of −7, −5, −3, −1, 1, 3, 5, 7 five are as high, and all are as far.
    assert.deepEqual(signFlipTest([1, 2, -4], { flips: 8, random }), { pTwoSided: 1, pGreater: 5 / 8 });
  });

  test('drawn flips come near all flips', () => {
    const draws = makeDraws(4, 'flips');
    const values = Array.from({ length: 12 }, () => 0.4 + draws.normal());
    const all = signFlipTest(values, { flips: 4096, random });
    const drawn = signFlipTest(values, { flips: 4000, random });
    assert.ok(Math.abs(drawn.pGreater - all.pGreater) < 0.03);
    assert.ok(Math.abs(drawn.pTwoSided - all.pTwoSided) < 0.03);
  });

  test('drawn flips never give 0, and the same seed gives the same', () => {
    const values = Array.from({ length: 40 }, (_, i) => i + 1);
    const again = (): number => signFlipTest(values, { flips: 99, random: makeRandom(2, 'flips') }).pGreater;
    assert.equal(again(), 1 / 100);
    assert.equal(again(), again());
  });

  test('flips that change nothing but the rounding count', () => {
    const values = [0.1, 0.2, 0.3];
    assert.equal(signFlipTest([...values, ...values], { flips: 64, random }).pGreater, 1 / 64);
  });

  test('it agrees with the signed-rank test where nothing is far off', () => {
    const draws = makeDraws(5, 'agreement');
    const values = Array.from({ length: 30 }, () => 0.35 + draws.normal());
    const flipped = signFlipTest(values, { flips: 4000, random }).pTwoSided;
    const ranked = signedRankTest(values)?.pTwoSided ?? 1;
    assert.ok(Math.abs(flipped - ranked) < 0.05, `${String(flipped)}, ${String(ranked)}`);
  });
});
