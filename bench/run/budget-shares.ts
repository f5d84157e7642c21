// SPDX-License-Identifier: Apache-2.0
// How a run's time is shared by its cells: ten blocks for each of them first, the rest so that all get the same part
// of their plan. What a cell leaves over, or takes too much, is shared again by those after it.

import { minimumBlocks } from '../stats/estimate.ts';

/** Without so many blocks of a cell no interval is printed (docs/method.md). */
export function fewestBlocksOf({ blocks }: Pick<CellCost, 'blocks'>): number {
  return Math.min(minimumBlocks, blocks);
}

export interface CellCost {
  /** As planned. */
  readonly blocks: number;
  readonly msPerBlock: number;
}

export interface Budget {
  /** Of the plan's cells, in its order. */
  readonly costs: readonly CellCost[];
  readonly endsAt: number;
  /** performance.now, in the same ms as `endsAt`. */
  readonly now: () => number;
}

/** Asked before each block of each cell, in the order of time: has the cell had its share? */
export function shareBudget({ costs, endsAt, now }: Budget): (cell: number, blocksDone: number) => boolean {
  let current = { cell: -1, beganAt: 0, endsAt: 0 };
  return (cell, blocksDone) => {
    const at = now();
    if (cell !== current.cell) {
      current = { cell, beganAt: at, endsAt: at + shareOfFirst(costs.slice(cell), endsAt - at) };
    }
    if (at >= endsAt) return true;
    const cost = costs[cell];
    if (cost === undefined || blocksDone < fewestBlocksOf(cost)) return false;
    const usual = (at - current.beganAt) / blocksDone;
    return at + usual > current.endsAt;
  };
}

/** ms for the first of these cells, when so many ms are left for all of them. */
function shareOfFirst(costs: readonly CellCost[], left: number): number {
  const least = costs.map((cost) => fewestBlocksOf(cost) * cost.msPerBlock);
  const rest = costs.map((cost) => (cost.blocks - fewestBlocksOf(cost)) * cost.msPerBlock);
  const spare = Math.max(0, left - sum(least));
  const part = Math.min(1, spare / Math.max(sum(rest), Number.MIN_VALUE));
  return (least[0] ?? 0) + (rest[0] ?? 0) * part;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
