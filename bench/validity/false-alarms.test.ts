// SPDX-License-Identifier: Apache-2.0
// Checks that cry wolf make a gate that nobody reads: how often they weaken a number with which nothing is wrong.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { doubtIds } from '../results/doubt.ts';
import { checks, examine } from './index.ts';
import { madeUpSuspect } from './testing/made-up-suspect.ts';

/** Looks of a gate with 30 blocks, and how many numbers are made up for each. */
const sizes = [
  { blocks: 20, trials: 2000 },
  { blocks: 30, trials: 2000 },
  { blocks: 60, trials: 1000 },
];
/** Of the numbers, with all checks together. */
const mostWeakened = 0.005;
const mostNoted = 0.02;

for (const { blocks, trials } of sizes) {
  test(`of ${String(trials)} clean numbers with ${String(blocks)} blocks fewer than 0.5 % are weakened`, () => {
    const found = [...Array(trials).keys()].map((seed) => examine(madeUpSuspect({ seed, blocks })));
    const weakened = found.filter((doubts) => doubts.some(({ weight }) => weight === 'weakens')).length;
    const doubted = found.filter((doubts) => doubts.length > 0).length;
    const told = found.flat().map(({ id, evidence }) => `${id}: ${evidence}`);
    assert.ok(weakened < mostWeakened * trials, `${String(weakened)} weakened:\n${told.join('\n')}`);
    assert.ok(doubted < mostNoted * trials, `${String(doubted)} doubted:\n${told.join('\n')}`);
  });
}

test('checks stand in the order of the ids, each id once', () => {
  assert.deepEqual(
    checks.map(({ id }) => id),
    doubtIds,
  );
});
