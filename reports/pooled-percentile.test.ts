// SPDX-License-Identifier: Apache-2.0
// The percentile of all samples together, found by counting, and its interval from a band that is known.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ecdfKnots } from './charts/ecdf-knots.ts';
import { pooledPercentile } from './pooled-percentile.ts';
import type { Knot } from './report-input.ts';

/** 1 ns, 2 ns, …: the time and the rank are the same number. */
function ranks(n: number): readonly Knot[] {
  return ecdfKnots(Float64Array.from({ length: n }, (_, index) => index + 1));
}

test('is the sample at its rank, in spite of the knots that were left out', () => {
  assert.equal(pooledPercentile({ n: 30_000, knots: ranks(30_000) }, 0.999)?.ns, 29_970);
  assert.equal(pooledPercentile({ n: 40_000, knots: ranks(40_000) }, 0.999)?.ns, 39_960);
});

test('of equal samples it is the time that they all have', () => {
  const knots = ecdfKnots(new Float64Array(20_000).fill(7));
  assert.equal(pooledPercentile({ n: 20_000, knots }, 0.999)?.ns, 7);
});

test('needs ten samples beyond it', () => {
  assert.notEqual(pooledPercentile({ n: 10_000, knots: ranks(10_000) }, 0.999), undefined);
  assert.equal(pooledPercentile({ n: 9_999, knots: ranks(9_999) }, 0.999), undefined);
  assert.equal(pooledPercentile({ n: 0, knots: [] }, 0.999), undefined);
});

test('is not guessed where the samples around it were thinned out', () => {
  assert.equal(pooledPercentile({ n: 127_000, knots: ranks(127_000) }, 0.999)?.ns, 126_873);
  assert.equal(pooledPercentile({ n: 200_000, knots: ranks(200_000) }, 0.999), undefined);
});

test('has an interval only where there is a band', () => {
  assert.equal(pooledPercentile({ n: 30_000, knots: ranks(30_000) }, 0.999)?.interval, null);
});

test('its interval holds each time whose band holds the share', () => {
  const knots = ranks(30_000).map((knot) => ({
    ...knot,
    band: { lo: Math.max(0, knot.p - 0.0004), hi: Math.min(1, knot.p + 0.0004) },
  }));
  const interval = pooledPercentile({ n: 30_000, knots }, 0.999)?.interval;
  assert.ok(interval != null);
  const inside = knots.filter(({ band }) => band.lo <= 0.999 && band.hi >= 0.999);
  assert.ok(inside.length > 20);
  for (const { ns } of inside) assert.ok(interval.lo <= ns && ns <= interval.hi, String(ns));
  assert.ok(interval.lo > 29_900 && interval.hi < 30_000, JSON.stringify(interval));
});
