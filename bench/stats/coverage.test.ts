// SPDX-License-Identifier: Apache-2.0
// How often the intervals hold the truth, by simulation: seeded, so the figures are the same in every run. The
// tolerance of 1.5 points is that of the issue; 2,000 draws have a standard error of 0.3.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDraws } from '../../test/support/draws.ts';
import { makeRandom } from '../plan/random.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { intervalLevel } from './estimate.ts';
import { hodgesLehmannInterval } from './hodges-lehmann.ts';
import { median } from './quantile.ts';
import { signInterval } from './sign-interval.ts';
import { twoSampleShift } from './two-sample.ts';

const rounds = 2000;
const tolerance = 0.015;
const draws = makeDraws(2026, 'coverage');

interface Bounds {
  readonly lo: number;
  readonly hi: number;
}

/** The share of samples whose interval holds the truth. */
function coverageOf(
  { n, draw, truth }: { readonly n: number; readonly draw: () => number; readonly truth: number },
  interval: (values: readonly number[]) => Bounds | null,
  count = rounds,
): number {
  let held = 0;
  for (let round = 0; round < count; round++) {
    const found = interval(Array.from({ length: n }, draw));
    if (found !== null && found.lo <= truth && truth <= found.hi) held++;
  }
  return held / count;
}

function assertNear(found: number, expected: number): void {
  assert.ok(Math.abs(found - expected) <= tolerance, `covers ${String(found)}, not ${String(expected)}`);
}

/** What log-ratios of two arms look like when the arms can be exchanged. */
const symmetric: readonly (readonly [string, () => number])[] = [
  ['normal', draws.normal],
  ['Student t3', draws.studentT3],
  ['Cauchy', draws.cauchy],
  ['two modes', () => draws.normal() + (draws.uniform() < 0.5 ? -4 : 4)],
  ['one in ten far off', () => (draws.uniform() < 0.1 ? 40 * (draws.uniform() - 0.5) : draws.normal())],
];

describe('symmetric values: both intervals cover what they say', () => {
  for (const [name, draw] of symmetric) {
    for (const n of [20, 30, 80]) {
      test(`${name}, ${String(n)} blocks`, () => {
        const at = { n, draw, truth: 0 };
        const count = n > 60 ? 500 : rounds;
        assertNear(
          coverageOf(at, (values) => hodgesLehmannInterval(values, intervalLevel), count),
          intervalLevel,
        );
        const exact = signInterval(Array.from({ length: n }, draw), intervalLevel)?.coverage ?? 0;
        assertNear(
          coverageOf(at, (values) => signInterval(values, intervalLevel), count),
          exact,
        );
      });
    }
  }
});

describe('skewed values: what each interval is about', () => {
  test('the sign interval covers the median', () => {
    const at = { n: 30, draw: draws.exponential, truth: Math.LN2 };
    const exact = signInterval(Array.from({ length: 30 }, draws.exponential), intervalLevel)?.coverage ?? 0;
    assertNear(
      coverageOf(at, (values) => signInterval(values, intervalLevel)),
      exact,
    );
  });

  test('Hodges–Lehmann covers the median of the mean of two, and not the median: hence two intervals', () => {
    // Half of Gamma(2)'s median.
    const at = { n: 30, draw: draws.exponential, truth: 1.6783469900166608 / 2 };
    const interval = (values: readonly number[]): Bounds | null =>
      hodgesLehmannInterval(values, intervalLevel);
    assertNear(coverageOf(at, interval), intervalLevel);
    assert.ok(coverageOf({ ...at, truth: Math.LN2 }, interval) < 0.95);
  });
});

test('values that are often equal: never less than said', () => {
  const at = { n: 30, draw: () => Math.round(2 * draws.normal()), truth: 0 };
  for (const interval of [hodgesLehmannInterval, signInterval]) {
    assert.ok(coverageOf(at, (values) => interval(values, intervalLevel), 500) >= intervalLevel);
  }
});

test('two samples: the shift is covered', () => {
  const at = { n: 30, draw: draws.studentT3, truth: 0 };
  const split = (values: readonly number[]): Bounds | null =>
    twoSampleShift(values.slice(0, 12), values.slice(12), intervalLevel);
  assertNear(coverageOf(at, split, 2000), intervalLevel);
});

describe('the bootstrap over blocks', () => {
  const options = { resamples: 500, level: intervalLevel };

  test('of a median it covers less than it says: a median keeps its exact interval', () => {
    const random = makeRandom(1, 'bootstrap of a median');
    const at = { n: 31, draw: draws.normal, truth: 0 };
    const bootstrap = coverageOf(
      at,
      (values) => clusterBootstrap(values, median, { ...options, random }),
      800,
    );
    const exact = coverageOf(at, (values) => signInterval(values, intervalLevel), 500);
    assert.ok(bootstrap < intervalLevel, `covers ${String(bootstrap)}`);
    assert.ok(bootstrap > 0.94 && exact >= intervalLevel, `${String(bootstrap)}, ${String(exact)}`);
  });

  test('of a share: nearly what it says over blocks, and far less over the samples of all', () => {
    const random = makeRandom(1, 'bootstrap of a share');
    const coverage = (regroup: (launches: number[][]) => number[][], count: number): number => {
      let held = 0;
      for (let round = 0; round < count; round++) {
        const drawn = regroup(Array.from({ length: 30 }, makeLaunch));
        const found = clusterBootstrap(drawn, shareBelow0, { ...options, resamples: 200, random });
        if (found !== null && found.lo <= 0.5 && 0.5 <= found.hi) held++;
      }
      return held / count;
    };
    const byBlocks = coverage((launches) => launches, 200);
    const bySamples = coverage((launches) => launches.flat().map((sample) => [sample]), 50);
    assert.ok(byBlocks >= 0.94, `blocks cover ${String(byBlocks)}`);
    assert.ok(bySamples < 0.8, `samples cover ${String(bySamples)}`);
  });

  /** The level of a launch differs more than its samples do. */
  function makeLaunch(): number[] {
    const level = draws.normal();
    return Array.from({ length: 20 }, () => level + 0.3 * draws.normal());
  }

  function shareBelow0(blocks: readonly (readonly number[])[]): number {
    let [below, all] = [0, 0];
    for (const samples of blocks) {
      for (const sample of samples) if (sample < 0) below++;
      all += samples.length;
    }
    return below / all;
  }
});
