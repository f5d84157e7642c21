// SPDX-License-Identifier: Apache-2.0
// Every cell has its ten blocks; the rest is shared so that all get the same part of their plan; no time is lost.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { CellCost } from './budget-shares.ts';
import { fewestBlocksOf, shareBudget } from './budget-shares.ts';

interface Course {
  /** Blocks that each cell got. */
  readonly blocks: readonly number[];
  readonly tookMs: number;
}

/** Runs every cell on a clock of its own; `really` is what a block takes where it differs from the estimate, and
 * `decidedAfter` ends a cell by itself. */
function spend(
  costs: readonly CellCost[],
  budgetMs: number,
  { really = costs.map(({ msPerBlock }) => msPerBlock), decidedAfter = costs.map(() => Infinity) } = {},
): Course {
  let clock = 5000;
  const isOver = shareBudget({ costs, endsAt: clock + budgetMs, now: () => clock });
  const blocks = costs.map(({ blocks: planned }, cell) => {
    let done = 0;
    while (done < Math.min(planned, decidedAfter[cell] ?? 0) && !isOver(cell, done)) {
      clock += really[cell] ?? 0;
      done += 1;
    }
    return done;
  });
  return { blocks, tookMs: clock - 5000 };
}

const cheap: CellCost = { blocks: 30, msPerBlock: 10 };
const dear: CellCost = { blocks: 60, msPerBlock: 100 };

describe('a budget', () => {
  test('that holds the whole plan changes nothing', () => {
    assert.deepEqual(spend([cheap, dear], 7000).blocks, [30, 60]);
  });

  test('gives every cell ten blocks first', () => {
    assert.deepEqual(spend([cheap, dear, cheap], 1200).blocks, [10, 10, 10]);
  });

  test('and the same part of what is left of their plans', () => {
    // 1200 ms for ten blocks of each, 2700 of the other 5400 ms that are planned.
    const { blocks, tookMs } = spend([cheap, dear, cheap], 3900);
    assert.deepEqual(blocks, [20, 35, 20]);
    assert.ok(tookMs <= 3900);
  });

  test('is never exceeded by a block that would not fit any more', () => {
    for (const budgetMs of [1200, 1950, 2000, 2333, 3000, 6599]) {
      const { blocks, tookMs } = spend([cheap, dear, cheap], budgetMs);
      assert.ok(
        tookMs <= budgetMs && blocks.every((count) => count >= 10),
        JSON.stringify({ budgetMs, blocks }),
      );
    }
  });

  test('rolls on what a decided cell left over', () => {
    const without = spend([dear, dear], 6000).blocks;
    const decided = spend([dear, dear], 6000, { decidedAfter: [20, Infinity] }).blocks;
    assert.deepEqual(without, [30, 30]);
    assert.deepEqual(decided, [20, 40]);
  });

  test('rolls on what blocks took less, or more, than was thought', () => {
    assert.deepEqual(spend([dear, dear], 6000, { really: [50, 100] }).blocks, [60, 30]);
    assert.deepEqual(spend([dear, dear], 6000, { really: [250, 100] }).blocks, [12, 30]);
  });

  test('that is spent ends even what has not ten blocks, and begins nothing more', () => {
    assert.deepEqual(spend([dear, dear, dear], 3000, { really: [1000, 100, 100] }).blocks, [3, 0, 0]);
  });

  test('plans of fewer than ten blocks are kept to', () => {
    assert.equal(fewestBlocksOf({ blocks: 2 }), 2);
    assert.deepEqual(spend([{ blocks: 2, msPerBlock: 10 }, dear], 1020).blocks, [2, 10]);
  });
});
