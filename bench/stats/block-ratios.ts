// SPDX-License-Identifier: Apache-2.0
// How two arms compare, block by block: the log-ratio of their launches' quantiles in the same block. This
// is the unit of inference; everything said about a ratio starts from such a list.

import type { LaunchSummary, Quantiles } from '../results/result.ts';

/** What is compared of a launch. */
export interface Figure {
  readonly measure: 'wall' | 'cpu' | 'roundTrip';
  readonly quantile: Exclude<keyof Quantiles, 'n'>;
}

export interface BlockRatio {
  readonly block: number;
  /** log(over / under). */
  readonly logRatio: number;
  /** Where each of the two stood in the block's order, from 0. */
  readonly position: number;
  readonly comparedPosition: number;
}

/** One entry for each block in which both arms gave a positive number, in the order of blocks, which is the order
 * of time. At most one launch of each arm a block (one point, one cell). */
export function blockRatios(
  over: readonly LaunchSummary[],
  under: readonly LaunchSummary[],
  figure: Figure,
): BlockRatio[] {
  const compared = new Map(under.map((launch) => [launch.block, launch]));
  return over
    .flatMap((launch) => {
      const other = compared.get(launch.block);
      const [a, b] = [figureOf(launch, figure), other && figureOf(other, figure)];
      if (other === undefined || !(a > 0) || b === undefined || !(b > 0)) return [];
      const { block, position } = launch;
      return [{ block, logRatio: Math.log(a / b), position, comparedPosition: other.position }];
    })
    .sort((one, two) => one.block - two.block);
}

/** NaN for a launch that has no such number. */
export function figureOf(launch: LaunchSummary, { measure, quantile }: Figure): number {
  return launch[measure]?.[quantile] ?? Number.NaN;
}
