// SPDX-License-Identifier: Apache-2.0
// What must hold for any values: how estimates, intervals and p-values move with shift, scale, sign, order and level.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { benjaminiHochberg, holm } from './adjust.ts';
import { autocorrelation } from './autocorrelation.ts';
import { hodgesLehmann, hodgesLehmannInterval } from './hodges-lehmann.ts';
import { mValue } from './modality.ts';
import { clopperPearson } from './proportion.ts';
import { median, sortedCopy } from './quantile.ts';
import { signInterval } from './sign-interval.ts';
import { signTest } from './sign-test.ts';
import { signedRankTest } from './signed-rank.ts';
import { twoSampleShift } from './two-sample.ts';

type Values = readonly number[];

/** Thousandths, so that some values are equal and some are 0. */
const value = fc.integer({ min: -5000, max: 5000 }).map((thousandths) => thousandths / 1000);
const values = fc.array(value, { minLength: 10, maxLength: 70 });
const level = fc.double({ min: 0.5, max: 0.99, noNaN: true });

const intervals = { hodgesLehmannInterval, signInterval };
const estimates = { hodgesLehmannInterval: hodgesLehmann, signInterval: median };

function check<A extends unknown[]>(
  arbitraries: { [I in keyof A]: fc.Arbitrary<A[I]> },
  holds: (...given: A) => void,
): void {
  fc.assert(
    fc.property(fc.tuple<A>(...arbitraries), (given) => {
      holds(...given);
    }),
    { seed: 3, numRuns: 100 },
  );
}

function assertClose(found: number | undefined, expected: number | undefined): void {
  assert.ok(found !== undefined && expected !== undefined);
  assert.ok(
    Math.abs(found - expected) <= 1e-9 * (1 + Math.abs(expected)),
    `${String(found)}, ${String(expected)}`,
  );
}

const negated = (list: Values): number[] => list.map((one) => -one);

for (const name of ['hodgesLehmannInterval', 'signInterval'] as const) {
  const [interval, estimate] = [intervals[name], estimates[name]];
  describe(name, () => {
    test('shift and scale carry over', () => {
      check(
        [values, value, fc.double({ min: 0.01, max: 100, noNaN: true }), level],
        (list, shift, scale, at) => {
          const moved = list.map((one) => shift + scale * one);
          const [there, here] = [interval(moved, at), interval(list, at)];
          assertClose(estimate(moved), shift + scale * estimate(list));
          assertClose(there?.lo, shift + scale * (here?.lo ?? Number.NaN));
          assertClose(there?.hi, shift + scale * (here?.hi ?? Number.NaN));
          assert.equal(there?.coverage, here?.coverage);
        },
      );
    });

    test('the other sign gives the other end', () => {
      check([values, level], (list, at) => {
        const [there, here] = [interval(negated(list), at), interval(list, at)];
        assertClose(there?.lo, -(here?.hi ?? Number.NaN));
        assertClose(there?.hi, -(here?.lo ?? Number.NaN));
        assertClose(estimate(negated(list)), -estimate(list));
      });
    });

    test('it holds the estimate and covers its level', () => {
      check([values, level], (list, at) => {
        const found = interval(list, at);
        assert.ok(found !== null && found.lo <= estimate(list) && estimate(list) <= found.hi);
        assert.ok(found.coverage >= at - 1e-12);
      });
    });

    test('a higher level holds a lower one', () => {
      check([values, level, level], (list, one, other) => {
        const [low, high] = [interval(list, Math.min(one, other)), interval(list, Math.max(one, other))];
        assert.ok(low !== null && high !== null);
        assert.ok(high.lo <= low.lo && low.hi <= high.hi && high.coverage >= low.coverage);
      });
    });

    test('order does not matter', () => {
      check([values, level], (list, at) => {
        const turned = [...list].reverse();
        for (const other of [turned, sortedCopy(list)]) {
          assert.deepEqual(interval(other, at), interval(list, at));
          assert.equal(estimate(other), estimate(list));
        }
      });
    });
  });
}

for (const [name, run] of Object.entries({ signedRankTest, signTest })) {
  describe(name, () => {
    test('p lies in 0 to 1; the other sign swaps the sides', () => {
      check([values], (list) => {
        const [here, there] = [run(list), run(negated(list))];
        assert.ok(here !== null && there !== null);
        for (const p of [here.pTwoSided, here.pGreater, here.pLess]) assert.ok(p > 0 && p <= 1);
        assertClose(there.pGreater, here.pLess);
        assertClose(there.pLess, here.pGreater);
        assertClose(there.pTwoSided, here.pTwoSided);
        assert.ok(here.pGreater + here.pLess >= 1 - 1e-12);
      });
    });

    test('a shift upwards never speaks against "greater"', () => {
      check([values, fc.double({ min: 0.0005, max: 5, noNaN: true })], (list, shift) => {
        const moved = list.map((one) => one + shift);
        // Dropped zeros change n: only lists without one can be compared.
        fc.pre(!list.includes(0) && !moved.includes(0));
        assert.ok((run(moved)?.pGreater ?? 1) <= (run(list)?.pGreater ?? 0) + 1e-12);
      });
    });

    test('zeros are left out, and nothing is left of zeros alone', () => {
      check([values], (list) => {
        assert.deepEqual(run([...list, 0, 0]), run(list));
      });
      assert.equal(run([0, 0, 0]), null);
      assert.equal(run([]), null);
    });
  });
}

test('interval and test agree about 0 to the last rank', () => {
  const distinct = fc.uniqueArray(
    value.filter((one) => one !== 0),
    {
      minLength: 10,
      maxLength: 60,
      selector: Math.abs,
    },
  );
  check([distinct, level], (list, at) => {
    const found = hodgesLehmannInterval(list, at);
    const test = signedRankTest(list);
    assert.ok(found !== null && test !== null);
    const isOutside = found.lo > 0 || found.hi < 0;
    // A mean of two that is 0 has no side.
    fc.pre(found.lo !== 0 && found.hi !== 0 && !list.some((one) => list.includes(-one)));
    assert.equal(isOutside, test.pTwoSided < 1 - at);
  });
});

describe('two samples', () => {
  const small = fc.array(value, { minLength: 5, maxLength: 25 });

  test('changing places turns the sign', () => {
    check([small, small, level], (xs, ys, at) => {
      const [here, there] = [twoSampleShift(xs, ys, at), twoSampleShift(ys, xs, at)];
      assertClose(there?.estimate, -(here?.estimate ?? Number.NaN));
      assertClose(there?.lo, -(here?.hi ?? Number.NaN));
      assertClose(there?.pTwoSided, here?.pTwoSided);
    });
  });

  test('a shift of one group is found whole, whatever the order', () => {
    check([small, small, value, level], (xs, ys, shift, at) => {
      const here = twoSampleShift(xs, ys, at);
      const moved = twoSampleShift(xs.map((x) => x + shift).reverse(), ys, at);
      assert.ok(here !== null && moved !== null);
      for (const key of ['estimate', 'lo', 'hi'] as const) assertClose(moved[key], here[key] + shift);
      assert.ok(here.lo <= here.estimate && here.estimate <= here.hi);
      assert.ok(here.pTwoSided > 0 && here.pTwoSided <= 1);
    });
  });
});

describe('several questions at once', () => {
  const p = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 12 });

  test('Holm is never below Benjamini–Hochberg, that never below the p itself, and both keep the order', () => {
    check([p], (list) => {
      const [strict, shared] = [holm(list), benjaminiHochberg(list)];
      list.forEach((raw, i) => {
        const [high, low] = [strict[i] ?? -1, shared[i] ?? -1];
        assert.ok(raw <= low + 1e-12 && low <= high + 1e-12 && high <= 1);
        list.forEach((other, j) => {
          if (other > raw) assert.ok((strict[j] ?? -1) >= high && (shared[j] ?? -1) >= low);
        });
      });
    });
  });

  test('one question stays as it is, none gives none', () => {
    assert.deepEqual(
      [holm([0.03]), benjaminiHochberg([0.03]), holm([]), benjaminiHochberg([])],
      [[0.03], [0.03], [], []],
    );
  });
});

test('Clopper–Pearson holds the share, and a higher level holds a lower one', () => {
  check([fc.nat(200), fc.nat(200), level, level], (a, b, one, other) => {
    const [count, trials] = [Math.min(a, b), Math.max(a, b, 1)];
    const low = clopperPearson(count, trials, Math.min(one, other));
    const high = clopperPearson(count, trials, Math.max(one, other));
    assert.ok(0 <= high.lo && high.lo <= low.lo && low.lo <= count / trials);
    assert.ok(count / trials <= low.hi && low.hi <= high.hi && high.hi <= 1);
  });
});

describe('diagnostics', () => {
  test('autocorrelation is about the order, and only about it', () => {
    check([values, value, fc.double({ min: 0.01, max: 100, noNaN: true })], (list, shift, scale) => {
      const here = autocorrelation(list, 1);
      fc.pre(here !== null);
      assert.ok(Math.abs(here) <= 1);
      assertClose(
        autocorrelation(
          list.map((one) => shift + scale * one),
          1,
        ) ?? undefined,
        here,
      );
      const rising = sortedCopy(list);
      const zigzag = rising.map((one, i) => (i % 2 === 0 ? one : (rising.at(-i) ?? one)));
      assert.ok((autocorrelation(rising, 1) ?? -1) > (autocorrelation(zigzag, 1) ?? 1));
    });
  });

  test('the m-value knows no order, shift, scale or sign', () => {
    const many = fc.array(value, { minLength: 20, maxLength: 40 });
    check([many, value, fc.double({ min: 0.01, max: 100, noNaN: true })], (list, shift, scale) => {
      const here = mValue(list);
      fc.pre(here !== null);
      assert.ok(here >= 2 - 1e-9);
      for (const moved of [negated(list), [...list].reverse(), list.map((one) => shift + scale * one)]) {
        assert.ok(Math.abs((mValue(moved) ?? 0) - here) < 1e-6);
      }
    });
  });
});
