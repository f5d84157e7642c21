// SPDX-License-Identifier: Apache-2.0
// When a gate looks at its blocks, and what each look may spend of the error. A pass may end at any look, so
// the looks share the error (Bonferroni over the looks): whenever it ends, a pass errs at most `totalAlpha`, as far
// as blocks are independent of each other.

import type { Placement } from '../../scenarios/scenario.ts';
import type { GatedQuantile } from '../results/gate-result.ts';
import { minimumBlocks } from '../stats/estimate.ts';

/** One-sided, for all endpoints of a gate together. */
export const totalAlpha = 0.01;

/** More blocks than a first look needs never hurt; fewer than this cannot decide anything. */
export const fewestBlocks = minimumBlocks;

export interface PlannedLook {
  /** Blocks since the pass began. */
  readonly blocks: number;
  readonly alpha: number;
}

/** Blocks of a pass before it is extended. */
export function defaultBlocks(placement: Placement, quantile: GatedQuantile): number {
  if (quantile === 'p99') return 100;
  return placement === 'same-cpu' ? 30 : 60;
}

/** An early look at two thirds, the planned one, and one extension to twice the blocks. */
export function looksFor(blocks: number): readonly PlannedLook[] {
  const early = Math.max(fewestBlocks, Math.ceil((blocks * 2) / 3));
  const places = [...new Set([early, blocks, 2 * blocks])];
  return places.map((place) => ({ blocks: place, alpha: totalAlpha / places.length }));
}
