// SPDX-License-Identifier: Apache-2.0
// The interval of any figure, by drawing whole blocks again and again (with replacement): never samples, which are no
// replicates. For figures that have no exact interval; a median over blocks has one (sign-interval.ts).

import type { Random } from '../plan/random.ts';
import { minimumBlocks } from './estimate.ts';
import { quantileOfSorted } from './quantile.ts';

export interface BootstrapOptions {
  readonly resamples: number;
  readonly level: number;
  readonly random: Random;
}

/** The percentile interval; null under 10 blocks. What the statistic is given is overwritten by the next draw. */
export function clusterBootstrap<Block>(
  blocks: readonly Block[],
  statistic: (drawn: readonly Block[]) => number,
  { resamples, level, random }: BootstrapOptions,
): { readonly lo: number; readonly hi: number } | null {
  if (blocks.length < minimumBlocks) return null;
  const drawn = [...blocks];
  const found = new Float64Array(resamples);
  for (let i = 0; i < resamples; i++) {
    for (let j = 0; j < drawn.length; j++) drawn[j] = blocks[random.below(blocks.length)] as Block;
    found[i] = statistic(drawn);
  }
  found.sort();
  const tail = (1 - level) / 2;
  return { lo: quantileOfSorted(found, tail), hi: quantileOfSorted(found, 1 - tail) };
}
