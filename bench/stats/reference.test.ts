// SPDX-License-Identifier: Apache-2.0
// Every value of test/fixtures/stats-reference.json, which R made, to 1e-9. A section or a field that nothing here
// answers fails as well.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectRoot } from '../project-root.ts';
import { benjaminiHochberg, holm } from './adjust.ts';
import { hodgesLehmann, hodgesLehmannInterval } from './hodges-lehmann.ts';
import { quantileOfSorted, sortedCopy } from './quantile.ts';
import { atMostOfRankSums } from './rank-sum-distribution.ts';
import { signInterval } from './sign-interval.ts';
import { signedRankTest } from './signed-rank.ts';
import { twoSampleShift } from './two-sample.ts';

interface PairedCase {
  readonly name: string;
  readonly level: number;
  readonly x: readonly number[];
}

interface Reference {
  readonly source: string;
  readonly paired: readonly PairedCase[];
  readonly padjust: { readonly p: readonly number[] };
  readonly twoSample: { readonly a: readonly number[]; readonly b: readonly number[]; readonly W: number };
}

const path = join(projectRoot, 'test', 'fixtures', 'stats-reference.json');
const reference = JSON.parse(readFileSync(path, 'utf8')) as Reference;

/** R's default. */
const twoSampleLevel = 0.95;

/** Our answers in the shape of the fixture; what is given is repeated. */
const answers: { readonly [Section in keyof Reference]: () => unknown } = {
  source: () => reference.source,
  paired: () => reference.paired.map(answerPaired),
  padjust: () => {
    const { p } = reference.padjust;
    return { p, holm: holm(p), bh: benjaminiHochberg(p) };
  },
  twoSample: () => {
    const { a, b, W } = reference.twoSample;
    const found = twoSampleShift(a, b, twoSampleLevel);
    assert.ok(found !== null);
    const { pTwoSided, estimate, lo, hi } = found;
    // W is not in our answer; that its tail gives the same p proves it.
    const tail = atMostOfRankSums(a.length, b.length)[W] ?? Number.NaN;
    assertSame(2 * tail, pTwoSided, 'p of W');
    return { a, b, W, pTwoSided, shift: { estimate, lo, hi } };
  },
};

function answerPaired({ name, level, x }: PairedCase): unknown {
  const interval = hodgesLehmannInterval(x, level);
  const signed = signedRankTest(x);
  const sign = signInterval(x, level);
  const sorted = sortedCopy(x);
  return {
    name,
    level,
    x,
    hodgesLehmann: { estimate: hodgesLehmann(x), lo: interval?.lo, hi: interval?.hi },
    signedRank: { V: signed?.statistic, pTwoSided: signed?.pTwoSided },
    signInterval: { lo: sign?.lo, hi: sign?.hi, k: sign?.k, coverage: sign?.coverage },
    quantilesType7: {
      p10: quantileOfSorted(sorted, 0.1),
      p50: quantileOfSorted(sorted, 0.5),
      p90: quantileOfSorted(sorted, 0.9),
      p99: quantileOfSorted(sorted, 0.99),
    },
  };
}

/** The same fields and the same values; numbers to 1e-9, and small ones (p-values) to nine digits as well. */
function assertSame(found: unknown, expected: unknown, where: string): void {
  if (typeof expected === 'number') {
    assert.ok(typeof found === 'number', `${where}: no number`);
    const most = 1e-9 * Math.min(1, Math.abs(expected) || 1);
    assert.ok(Math.abs(found - expected) <= most, `${where}: ${String(found)} is not ${String(expected)}`);
    return;
  }
  if (typeof expected !== 'object' || expected === null) {
    assert.equal(found, expected, where);
    return;
  }
  assert.ok(typeof found === 'object' && found !== null, `${where}: no answer`);
  assert.deepEqual(Object.keys(found).sort(), Object.keys(expected).sort(), `${where}: other fields`);
  for (const [key, value] of Object.entries(expected)) {
    assertSame((found as Record<string, unknown>)[key], value, `${where}.${key}`);
  }
}

describe('as R says', () => {
  test('every section is answered', () => {
    assert.deepEqual(Object.keys(reference).sort(), Object.keys(answers).sort());
    assert.ok(reference.paired.length > 0);
  });

  for (const section of Object.keys(answers) as (keyof Reference)[]) {
    test(section, () => {
      assertSame(answers[section](), reference[section], section);
    });
  }

  test('a wrong digit would be seen', () => {
    assert.throws(() => {
      assertSame({ p: [1.0000001] }, { p: [1] }, 'made up');
    }, /made up\.p\.0/);
    assert.throws(() => {
      assertSame({}, { p: 1 }, 'made up');
    }, /other fields/);
  });
});
