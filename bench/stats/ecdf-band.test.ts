// SPDX-License-Identifier: Apache-2.0
// The fast bands are those of the plain bootstrap, hold the curve that they belong to, and come out the same each time.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeRandom } from '../plan/random.ts';
import { clusterBootstrap } from './cluster-bootstrap.ts';
import { ecdfBands } from './ecdf-band.ts';

const random = makeRandom(5, 'samples');
/** Blocks that differ, of unequal sizes, with ties. */
const blocks = Array.from({ length: 12 }, (_, block) =>
  Float64Array.from({ length: 20 + (block % 3) }, () => 1000 + 10 * block + random.below(100)),
);
const pooled = blocks.flatMap((block) => [...block]).sort((a, b) => a - b);
const times = [1000, 1040, 1080, 1120, 1160, pooled.at(-1) ?? 0];

function options(seed = 1) {
  return { resamples: 400, level: 0.98, random: makeRandom(seed, 'band') };
}

function shareWithin(samples: readonly number[], time: number): number {
  return samples.filter((sample) => sample <= time).length / samples.length;
}

test('the bands are those of clusterBootstrap at each time', () => {
  const bands = ecdfBands(blocks, times, options());
  times.forEach((time, index) => {
    const slow = clusterBootstrap(
      blocks,
      (drawn) =>
        shareWithin(
          drawn.flatMap((block) => [...block]),
          time,
        ),
      options(),
    );
    assert.deepEqual(bands?.[index], slow);
  });
});

test('they hold the pooled curve, and end at one', () => {
  const bands = ecdfBands(blocks, times, options()) ?? [];
  assert.equal(bands.length, times.length);
  bands.forEach(({ lo, hi }, index) => {
    const share = shareWithin(pooled, times[index] ?? 0);
    assert.ok(lo <= share && share <= hi, `${String(lo)} ${String(share)} ${String(hi)}`);
  });
  assert.deepEqual(bands.at(-1), { lo: 1, hi: 1 });
});

test('blocks that differ give a wider band than their samples would', () => {
  const middle = ecdfBands(blocks, [1100], options())?.[0];
  const samples = pooled.map((sample) => Float64Array.of(sample));
  const naive = ecdfBands(samples, [1100], options())?.[0];
  assert.ok(middle !== undefined && naive !== undefined);
  assert.ok(middle.hi - middle.lo > 1.5 * (naive.hi - naive.lo));
});

test('the same seed gives the same bands, another seed others; nine blocks give none', () => {
  assert.deepEqual(ecdfBands(blocks, times, options()), ecdfBands(blocks, times, options()));
  assert.notDeepEqual(ecdfBands(blocks, times, options()), ecdfBands(blocks, times, options(2)));
  assert.equal(ecdfBands(blocks.slice(0, 9), times, options()), null);
});
