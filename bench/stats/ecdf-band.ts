// SPDX-License-Identifier: Apache-2.0
// The band of a distribution function: what clusterBootstrap gives for its share at each of many times, with one draw of
// blocks for all of them, so that a report can afford it.

import type { BootstrapOptions } from './cluster-bootstrap.ts';
import { minimumBlocks } from './estimate.ts';
import { placeRank } from './place-rank.ts';
import { quantileOfSorted } from './quantile.ts';

/** How often blocks are drawn (docs/method.md). */
export const bandResamples = 2000;

export interface Band {
  readonly lo: number;
  readonly hi: number;
}

/** Of the share of samples <= each of `times`, which rise; null under 10 blocks. A block holds all its samples and is drawn
 * whole. Each band holds at its own time, not for the curve as a whole. */
export function ecdfBands(
  blocks: readonly Float64Array[],
  times: readonly number[],
  { resamples, level, random }: BootstrapOptions,
): readonly Band[] | null {
  if (blocks.length < minimumBlocks) return null;
  const counts = blocks.map((samples) => countsWithin(samples, times));
  const shares = times.map(() => new Float64Array(resamples));
  const within = new Float64Array(times.length);
  for (let i = 0; i < resamples; i++) {
    const timesDrawn = drawBlocks(blocks.length, random);
    within.fill(0);
    let all = 0;
    for (let block = 0; block < blocks.length; block++) {
      const weight = timesDrawn[block] as number;
      if (weight === 0) continue;
      all += weight * (blocks[block] as Float64Array).length;
      addWeighted(within, counts[block] as Float64Array, weight);
    }
    for (let k = 0; k < times.length; k++) (shares[k] as Float64Array)[i] = (within[k] as number) / all;
  }
  const tail = (1 - level) / 2;
  return shares.map((found) => ({ lo: quantileOf(found, tail), hi: quantileOf(found, 1 - tail) }));
}

/** As of the sorted shares; sorting them all is most of what a band would cost. */
function quantileOf(found: Float64Array, p: number): number {
  const place = (found.length - 1) * p;
  placeRank(found, Math.floor(place));
  placeRank(found, Math.ceil(place));
  return quantileOfSorted(found, p);
}

/** How many samples are <= each time. */
function countsWithin(samples: Float64Array, times: readonly number[]): Float64Array {
  const sorted = Float64Array.from(samples).sort();
  let rank = 0;
  return Float64Array.from(times, (time) => {
    while (rank < sorted.length && (sorted[rank] as number) <= time) rank += 1;
    return rank;
  });
}

function drawBlocks(count: number, random: BootstrapOptions['random']): Uint32Array {
  const drawn = new Uint32Array(count);
  for (let i = 0; i < count; i++) {
    const block = random.below(count);
    drawn[block] = (drawn[block] as number) + 1;
  }
  return drawn;
}

function addWeighted(sums: Float64Array, values: Float64Array, weight: number): void {
  for (let k = 0; k < sums.length; k++) sums[k] = (sums[k] as number) + weight * (values[k] as number);
}
