// SPDX-License-Identifier: Apache-2.0
// Doubts that depend on when and where in its block a launch ran. Each is shown a fault and, with the same values in
// another order, none: whoever sorts values before they are looked at breaks one of these tests.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { BlockRatio } from '../stats/block-ratios.ts';
import type { Suspect } from './check.ts';
import { findDoubt, weightOf } from './testing/find-doubt.ts';
import { drawNormal, madeUpSuspect } from './testing/made-up-suspect.ts';

const clean = madeUpSuspect();

/** The same log-ratios, dealt to the blocks in another order of time. */
function reordered(suspect: Suspect, reorder: (values: number[]) => number[]): Suspect {
  const ratios = suspect.ratios ?? [];
  const values = reorder(ratios.map(({ logRatio }) => logRatio));
  return {
    ...suspect,
    ratios: ratios.map((ratio, i): BlockRatio => ({ ...ratio, logRatio: values[i] ?? 0 })),
  };
}

function rising(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

/** Rising values dealt out alternately from both ends: no trend, and no neighbours alike. */
function zigzag(values: readonly number[]): number[] {
  const sorted = rising(values);
  const half = Math.ceil(sorted.length / 2);
  return sorted.map((_, i) => (i % 2 === 0 ? sorted[i / 2] : sorted[half + (i - 1) / 2]) ?? 0);
}

describe('drift', () => {
  test('a ratio that creeps up, or steps up late, is weakened', () => {
    const creeping = madeUpSuspect({ spread: 0.01, ofArm: (block) => 0.004 * block });
    const stepping = madeUpSuspect({ spread: 0.01, ofArm: (block) => (block < 20 ? 0 : 0.08) });
    assert.equal(weightOf('drift', creeping), 'weakens');
    assert.equal(weightOf('drift', stepping), 'weakens');
    assert.match(findDoubt('drift', stepping)?.evidence ?? '', /moved by [78].*after block 20 of 30/);
  });
  test('a clean one is not, and what slows both arms alike is not seen here', () => {
    assert.equal(weightOf('drift', clean), 'none');
    assert.equal(weightOf('drift', madeUpSuspect({ ofAll: (block) => 0.01 * block })), 'none');
  });
  test('the order of time decides: the same values drift when they rise, and not when they do not', () => {
    assert.equal(weightOf('drift', reordered(clean, rising)), 'weakens');
    const creeping = madeUpSuspect({ spread: 0.01, ofArm: (block) => 0.004 * block });
    assert.equal(weightOf('drift', reordered(creeping, zigzag)), 'none');
  });
  test('a certain drift that is small is noted, one too small to matter is not told', () => {
    const drifting = (size: number): Suspect =>
      madeUpSuspect({ spread: 0.001, outliers: 0, ofArm: (block) => (block < 15 ? 0 : size) });
    assert.equal(weightOf('drift', drifting(0.012)), 'note');
    assert.equal(weightOf('drift', drifting(0.004)), 'none');
  });
});

describe('autocorrelation', () => {
  let last = 0;
  const waves = madeUpSuspect({
    blocks: 40,
    spread: 0.005,
    ofArm: (_, __, random) => (last = 0.9 * last + 0.03 * drawNormal(random)),
  });
  test('blocks that resemble the one before are weakened', () => {
    assert.equal(weightOf('autocorrelation', waves), 'weakens');
    assert.match(findDoubt('autocorrelation', waves)?.evidence ?? '', /40 blocks are worth about \d+\.$/);
  });
  test('independent ones are not, nor are two odd ones beside each other', () => {
    assert.equal(weightOf('autocorrelation', clean), 'none');
    const odd = madeUpSuspect({ ofArm: (block) => (block === 11 || block === 12 ? 2 : 0) });
    assert.equal(weightOf('autocorrelation', odd), 'none');
  });
  test('the order of time decides: the same values resemble their neighbours when they rise', () => {
    assert.equal(weightOf('autocorrelation', reordered(clean, rising)), 'weakens');
    assert.equal(weightOf('autocorrelation', reordered(waves, zigzag)), 'none');
  });
});

describe('position effect', () => {
  const effect = (size: number): Suspect =>
    madeUpSuspect({ spread: 0.01, ofArm: (_, isFirst) => (isFirst ? size : 0) });
  test('an arm that is always first is weakened, whatever it shows', () => {
    const always = madeUpSuspect({ isFirst: () => true });
    assert.equal(weightOf('position-effect', always), 'weakens');
    assert.match(
      findDoubt('position-effect', always)?.evidence ?? '',
      /pidfd_getfd runs first in 100 % of 30 blocks/,
    );
    assert.equal(weightOf('position-effect', madeUpSuspect({ isFirst: () => false })), 'weakens');
  });
  test('an effect that cancels is noted; a huge one, or one that is out of balance, weakens', () => {
    assert.equal(weightOf('position-effect', effect(0.05)), 'note');
    assert.equal(weightOf('position-effect', effect(0.2)), 'weakens');
    const lopsided = madeUpSuspect({
      blocks: 60,
      spread: 0.01,
      ofArm: (_, isFirst) => (isFirst ? 0.06 : 0),
      isFirst: (block) => block % 6 !== 0,
    });
    assert.equal(weightOf('position-effect', lopsided), 'weakens');
  });
  test('no effect, no doubt', () => {
    assert.equal(weightOf('position-effect', clean), 'none');
    assert.equal(weightOf('position-effect', { ...clean, ratios: null }), 'none');
  });
});

describe('canary', () => {
  const moved = (log: number): Suspect => madeUpSuspect({ ofAll: (block) => (block < 20 ? 0 : log) });
  test('a floor that moves by more than a half weakens, one that moves by a third is noted', () => {
    assert.equal(weightOf('canary', moved(Math.log(1.6))), 'weakens');
    assert.equal(weightOf('canary', moved(Math.log(0.45))), 'weakens');
    assert.equal(weightOf('canary', moved(Math.log(1.33))), 'note');
    assert.match(findDoubt('canary', moved(0.3))?.evidence ?? '', /after launch 20 of 30/);
  });
  test('a level that holds does not, nor does one that comes and goes', () => {
    assert.equal(weightOf('canary', clean), 'none');
    assert.equal(
      weightOf('canary', madeUpSuspect({ ofAll: (block) => (block % 3 === 0 ? 0.3 : 0) })),
      'none',
    );
    assert.equal(weightOf('canary', { ...moved(0.3), canary: [] }), 'none');
  });
});
