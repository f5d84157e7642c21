// SPDX-License-Identifier: Apache-2.0
// In which order the arms of a block run. A drift or a position effect must not favour an arm, so
// over a group of blocks each arm stands equally often in each place, and after each other arm.

import type { Random } from './random.ts';
import { shuffled } from './random.ts';

/** One order of the arms 0 … armCount-1 for each of blockCount blocks. */
export function ordersOfBlocks(armCount: number, blockCount: number, random: Random): number[][] {
  if (armCount === 2) return abba(blockCount, random);
  const orders: number[][] = [];
  while (orders.length < blockCount) {
    const names = shuffled([...Array(armCount).keys()], random);
    const rows = balancedLatinSquare(armCount).map((row) => row.map((i) => names[i] as number));
    orders.push(...shuffled(rows, random));
  }
  return orders.slice(0, blockCount);
}

/** Williams' design: n rows for an even n, 2n for an odd one (the second half mirrored). */
export function balancedLatinSquare(n: number): number[][] {
  const zigzag = [...Array(n).keys()].map((i) => (i % 2 === 0 ? i / 2 : n - (i + 1) / 2));
  const rows = zigzag.map((_, row) => zigzag.map((start) => (start + row) % n));
  return n % 2 === 0 || n < 2 ? rows : [...rows, ...rows.map((row) => [...row].reverse())];
}

/** AB BA BA AB …: cancels a linear drift every two blocks, a curved one every four. */
function abba(blockCount: number, random: Random): number[][] {
  const first = random.below(2);
  return [...Array(blockCount).keys()].map((block) => {
    const swapped = block % 4 === 1 || block % 4 === 2 ? 1 : 0;
    return first === swapped ? [0, 1] : [1, 0];
  });
}
