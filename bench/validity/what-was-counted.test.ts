// SPDX-License-Identifier: Apache-2.0
// Doubts about how much a number was made from: blocks, samples beyond a percentile, steps of the clock.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LaunchSummary } from '../results/result.ts';
import type { Suspect } from './check.ts';
import { findDoubt, weightOf } from './testing/find-doubt.ts';
import { madeUpSuspect } from './testing/made-up-suspect.ts';

const clean = madeUpSuspect();

describe('few blocks', () => {
  const withBlocks = (blocks: number): Suspect => ({ ...madeUpSuspect({ blocks }), blocksPlanned: 30 });
  test('under 10 weakens, under 20 is noted', () => {
    assert.deepEqual(
      [0, 1, 9, 10, 19, 20].map((blocks) => weightOf('few-blocks', withBlocks(blocks))),
      ['weakens', 'weakens', 'weakens', 'note', 'note', 'none'],
    );
    assert.match(
      findDoubt('few-blocks', withBlocks(9))?.evidence ?? '',
      /^9 blocks have this number, of 30 planned;/,
    );
  });
  test('what has no ratio is counted by its launches, and those that failed do not count', () => {
    const alone = { ...clean, ratios: null };
    assert.equal(weightOf('few-blocks', alone), 'none');
    const failed = alone.launches.map((launch, i): LaunchSummary =>
      i % 2 === 0 ? launch : { ...launch, status: 'failed', wall: null, conditions: null },
    );
    assert.equal(weightOf('few-blocks', { ...alone, launches: failed }), 'note');
  });
  test('an arm that lost most of its transfers has no number, and more blocks would not give it one', () => {
    const outcomes = { offered: 10, completed: 0, late: 0, lost: 10 };
    const lost = clean.launches.map((launch): LaunchSummary => ({ ...launch, wall: null, outcomes }));
    assert.equal(weightOf('few-blocks', { ...clean, ratios: [], launches: lost }), 'none');
    const failed = lost.map((launch): LaunchSummary => ({ ...launch, status: 'failed' }));
    assert.equal(weightOf('few-blocks', { ...clean, ratios: [], launches: failed }), 'weakens');
  });
});

describe('few exceedances', () => {
  const withSamples = (n: number, quantile: Suspect['figure']['quantile']): Suspect => ({
    ...clean,
    figure: { measure: 'wall', quantile },
    launches: clean.launches.map((launch) => ({ ...launch, wall: launch.wall && { ...launch.wall, n } })),
  });
  test('a p99 needs 1,000 samples a launch, a p90 a hundred', () => {
    assert.equal(weightOf('few-exceedances', withSamples(999, 'p99')), 'weakens');
    assert.equal(weightOf('few-exceedances', withSamples(1000, 'p99')), 'none');
    assert.equal(weightOf('few-exceedances', withSamples(99, 'p90')), 'weakens');
    assert.equal(weightOf('few-exceedances', withSamples(100, 'p10')), 'none');
    assert.match(
      findDoubt('few-exceedances', withSamples(500, 'p99'))?.evidence ?? '',
      /^A launch has 500 samples, of which 5 lie beyond its p99;/,
    );
  });
  test('a p50 stands on blocks, also of one sample each', () => {
    assert.equal(weightOf('few-exceedances', withSamples(1, 'p50')), 'none');
  });
});

describe('clock quantum', () => {
  const at = (ns: number, clock: Suspect['clock'], change: Partial<Suspect> = {}): Suspect => ({
    ...madeUpSuspect({ typical_ns: ns }),
    clock,
    ...change,
  });
  test('a step that is half of what matters weakens, a tenth is noted', () => {
    assert.equal(weightOf('clock-quantum', at(10_000, { cost_ns: 25, quantum_ns: 300 })), 'weakens');
    assert.equal(weightOf('clock-quantum', at(10_000, { cost_ns: 25, quantum_ns: 100 })), 'note');
    assert.equal(weightOf('clock-quantum', at(10_000, { cost_ns: 25, quantum_ns: 10 })), 'none');
    assert.match(
      findDoubt('clock-quantum', at(10_000, { cost_ns: 25, quantum_ns: 4_000_000 }))?.evidence ?? '',
      /^The clock advances in steps of 4\.0 ms, .* of the (9\.9|10\.0|10\.1) µs measured here;/,
    );
  });
  test('a clock that takes a fifth of what it times weakens', () => {
    assert.equal(weightOf('clock-quantum', at(1000, { cost_ns: 300, quantum_ns: 1 })), 'weakens');
    assert.equal(weightOf('clock-quantum', at(1000, { cost_ns: 100, quantum_ns: 1 })), 'note');
    assert.match(
      findDoubt('clock-quantum', at(1000, { cost_ns: 300, quantum_ns: 1 }))?.advice ?? '',
      /as smaller than it is/,
    );
  });
  test('calls in groups share two clock reads, and a stream has two in all', () => {
    const coarse = { cost_ns: 25, quantum_ns: 10 };
    assert.equal(weightOf('clock-quantum', at(200, coarse)), 'weakens');
    assert.equal(weightOf('clock-quantum', at(200, coarse, { measure: 'per-call' })), 'none');
    const others = [
      'per-descriptor-streamed',
      'per-descriptor-of-all-pairs',
      'donor-cpu',
      'donor-round',
    ] as const;
    for (const measure of others) {
      assert.equal(weightOf('clock-quantum', at(200, coarse, { measure })), 'none', measure);
    }
  });
});

describe('ties', () => {
  const stepped = (typical_ns: number, step_ns: number): Suspect =>
    madeUpSuspect({ typical_ns, step_ns, outliers: 0 });
  test('ratios in coarse steps weaken, in fine ones they are noted', () => {
    assert.equal(weightOf('ties', stepped(1000, 20)), 'weakens');
    assert.equal(weightOf('ties', stepped(1000, 5)), 'note');
    assert.match(
      findDoubt('ties', stepped(1000, 20))?.evidence ?? '',
      /^\d+ of 30 block ratios have a value that another/,
    );
    const same = (clean.ratios ?? []).map((ratio) => ({ ...ratio, logRatio: 0 }));
    assert.equal(weightOf('ties', { ...clean, ratios: same }), 'weakens');
  });
  test('times in whole nanoseconds share too few values to be told', () => {
    assert.equal(weightOf('ties', clean), 'none');
    assert.equal(weightOf('ties', { ...clean, ratios: null }), 'none');
  });
});
