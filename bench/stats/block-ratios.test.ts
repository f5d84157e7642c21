// SPDX-License-Identifier: Apache-2.0
// Pairs are made by block, and by nothing else: a launch that is missing must not shift those behind it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDraws } from '../../test/support/draws.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import type { LaunchSummary } from '../results/result.ts';
import { blockRatios } from './block-ratios.ts';
import { estimateRatio } from './estimate.ts';
import { signedRankTest } from './signed-rank.ts';

const figure = { measure: 'wall', quantile: 'p50' } as const;
const draws = makeDraws(11, 'pairs');

/** The level of each block differs far more than the arms do: head takes 3 % longer. */
const levels = Array.from({ length: 30 }, () => Math.exp(0.5 * draws.normal()));
const arm = (name: string, factor: number): LaunchSummary[] =>
  levels.map((level, block) => launchOf({ arm: name, block, p50: 5000 * level * factor }));
const [head, base] = [arm('head', 1.03), arm('base', 1)];

describe('block ratios', () => {
  test('over by under: above 0 when over takes longer', () => {
    const ratios = blockRatios(head, base, figure);
    assert.equal(ratios.length, 30);
    assert.ok(ratios.every(({ logRatio }) => Math.abs(logRatio - Math.log(1.03)) < 1e-12));
    assert.ok(Math.abs((estimateRatio(ratios)?.value ?? 0) - 1.03) < 1e-12);
    const test = signedRankTest(ratios.map(({ logRatio }) => logRatio));
    assert.ok(test !== null && test.pGreater < 1e-8 && test.pLess === 1);
    const turned = blockRatios(base, head, figure);
    assert.ok(turned.every(({ logRatio }) => logRatio < 0));
  });

  test('a missing launch takes its block with it, and no other', () => {
    const ratios = blockRatios(
      head.filter(({ block }) => block !== 3),
      base.filter(({ block }) => block !== 17),
      figure,
    );
    assert.deepEqual(
      ratios.map(({ block }) => block),
      [...levels.keys()].filter((block) => block !== 3 && block !== 17),
    );
    assert.ok(ratios.every(({ logRatio }) => Math.abs(logRatio - Math.log(1.03)) < 1e-12));
  });

  test('pairs are found in any order, and come in the order of time', () => {
    assert.deepEqual(blockRatios([...head].reverse(), base, figure), blockRatios(head, base, figure));
    assert.deepEqual(blockRatios(head, [...base].reverse(), figure), blockRatios(head, base, figure));
  });

  test('places in the block go along, the own one first', () => {
    const one = launchOf({ arm: 'a', block: 0, p50: 1, position: 2 });
    const other = launchOf({ arm: 'b', block: 0, p50: 1, position: 0 });
    assert.deepEqual(blockRatios([one], [other], figure), [
      { block: 0, logRatio: 0, position: 2, comparedPosition: 0 },
    ]);
  });

  test('no number, no pair', () => {
    const failed = launchOf({ arm: 'a', block: 0, p50: null });
    const zero = launchOf({ arm: 'a', block: 0, p50: 0 });
    const good = launchOf({ arm: 'b', block: 0, p50: 5 });
    for (const bad of [failed, zero]) {
      assert.deepEqual(blockRatios([bad], [good], figure), []);
      assert.deepEqual(blockRatios([good], [bad], figure), []);
    }
    assert.deepEqual(blockRatios([good], [good], { measure: 'roundTrip', quantile: 'p50' }), []);
    assert.deepEqual(blockRatios([good], [good], { measure: 'wall', quantile: 'p99' }), []);
  });
});
