// SPDX-License-Identifier: Apache-2.0
// The figures that only weaken a claim, on values whose answer is known; and shares of trials.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDraws } from '../../test/support/draws.ts';
import { makeRandom } from '../plan/random.ts';
import { autocorrelation } from './autocorrelation.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { mValue } from './modality.ts';
import { clopperPearson } from './proportion.ts';
import { median, sortedCopy } from './quantile.ts';

const draws = makeDraws(8, 'diagnostics');

function assertClose(found: number | null, expected: number): void {
  assert.ok(found !== null && Math.abs(found - expected) <= 1e-12, `${String(found)}, ${String(expected)}`);
}

describe('autocorrelation', () => {
  test('by hand', () => {
    // Distances −1.5, −0.5, 0.5, 1.5: (0.75 − 0.25 + 0.75) / 5 at lag 1, (−0.75 − 0.75) / 5 at lag 2.
    assertClose(autocorrelation([1, 2, 3, 4], 1), 0.25);
    assertClose(autocorrelation([1, 2, 3, 4], 2), -0.3);
    assertClose(autocorrelation([1, -1, 1, -1, 1, -1], 1), -5 / 6);
  });

  test('values without memory have none; the same values sorted have nothing else', () => {
    const values = Array.from({ length: 200 }, draws.normal);
    assert.ok(Math.abs(autocorrelation(values, 1) ?? 1) < 0.15);
    assert.ok((autocorrelation(sortedCopy(values), 1) ?? 0) > 0.9);
  });

  test('nothing to say', () => {
    assert.equal(autocorrelation([1, 2], 1), null);
    assert.equal(autocorrelation([3, 3, 3, 3], 1), null);
    assert.equal(autocorrelation([], 1), null);
  });
});

describe('m-value', () => {
  const around = (centre: number, count: number): number[] =>
    Array.from({ length: count }, (_, i) => centre + Math.sin(i));

  test('one mode is 2, two apart are 4, a small one beside a large one lies between', () => {
    const one = mValue(Array.from({ length: 60 }, draws.normal)) ?? 0;
    assert.ok(one >= 2 && one < 2.4, String(one));
    const two = mValue([...around(0, 30), ...around(50, 30)]) ?? 0;
    assert.ok(two > 3.5 && two <= 4.01, String(two));
    const aside = mValue([...around(0, 45), ...around(50, 15)]) ?? 0;
    assert.ok(aside > 2.4 && aside < 3.2, String(aside));
  });

  test('one value very far off is no mode', () => {
    const found = mValue([...Array.from({ length: 40 }, draws.normal), 1e6]) ?? 0;
    assert.ok(found >= 2 && found < 2.5, String(found));
  });

  test('half of the values equal: the spread of the others is taken', () => {
    const found = mValue([...new Array<number>(30).fill(1), ...around(1, 10)]);
    assert.ok(found !== null && found >= 2);
  });

  test('nothing to say', () => {
    assert.equal(mValue(around(0, 19)), null);
    assert.equal(mValue(new Array<number>(40).fill(0.1)), null);
  });
});

describe('cluster bootstrap', () => {
  const blocks = Array.from({ length: 12 }, (_, i) => [i, i + 0.5]);
  const options = { resamples: 400, level: 0.98 };
  const centre = (drawn: readonly (readonly number[])[]): number => median(drawn.flat());

  test('the same seed gives the same interval, which holds the estimate', () => {
    const run = (): ReturnType<typeof clusterBootstrap> =>
      clusterBootstrap(blocks, centre, { ...options, random: makeRandom(1, 'bootstrap') });
    const found = run();
    assert.deepEqual(run(), found);
    assert.ok(found !== null && found.lo < centre(blocks) && centre(blocks) < found.hi);
  });

  test('blocks are drawn whole and as many as there are', () => {
    const random = makeRandom(1, 'whole');
    clusterBootstrap(
      blocks,
      (drawn) => {
        assert.equal(drawn.length, blocks.length);
        assert.ok(drawn.every((block) => blocks.includes(block)));
        return 0;
      },
      { ...options, resamples: 5, random },
    );
  });

  test('of a mean it is as wide as its level says', () => {
    const values = Array.from({ length: 60 }, draws.normal);
    const mean = (drawn: readonly number[]): number =>
      drawn.reduce((sum, value) => sum + value, 0) / drawn.length;
    const error = Math.sqrt(mean(values.map((value) => (value - mean(values)) ** 2)) / values.length);
    for (const [level, quantile] of [
      [0.8, 1.2816],
      [0.98, 2.3263],
    ] as const) {
      const random = makeRandom(1, 'width');
      const found = clusterBootstrap(values, mean, { resamples: 2000, level, random });
      const width = found === null ? 0 : found.hi - found.lo;
      assert.ok(Math.abs(width / (2 * quantile * error) - 1) < 0.1, String(width));
    }
  });

  test('under 10 blocks there is none', () => {
    const random = makeRandom(1, 'few');
    assert.equal(clusterBootstrap(blocks.slice(0, 9), centre, { ...options, random }), null);
  });
});

describe('a share of trials', () => {
  // SciPy's beta.ppf.
  test('none of 60 still has an upper bound', () => {
    const none = clopperPearson(0, 60, 0.95);
    assert.equal(none.lo, 0);
    assertClose(none.hi, 0.05962949228616691);
    assertClose(clopperPearson(60, 60, 0.95).lo, 0.9403705077138331);
    assert.equal(clopperPearson(60, 60, 0.95).hi, 1);
  });

  test('a few of many, and most of few', () => {
    const few = clopperPearson(3, 2000, 0.95);
    assertClose(few.lo, 0.00030944294931233317);
    assertClose(few.hi, 0.004377320104529616);
    const most = clopperPearson(38, 40, 0.95);
    assertClose(most.lo, 0.8308031360405823);
    assertClose(most.hi, 0.9938863534006491);
  });

  test('without trials nothing is known', () => {
    assert.deepEqual(clopperPearson(0, 0, 0.95), { lo: 0, hi: 1 });
  });
});
