// SPDX-License-Identifier: Apache-2.0
// Whether one copy of the helper is slower than another, by where its file and its pages lie: a difference that no
// number of blocks would take away.

import type { GateCell } from '../../bench/gate/gate-cell.ts';
import { launchesOfArm } from '../../bench/gate/gate-cell.ts';
import type { AaSession } from '../../bench/gate/replay.ts';
import { blockRatios } from '../../bench/stats/block-ratios.ts';
import { estimateRatio } from '../../bench/stats/estimate.ts';

export interface CopyBias {
  /** "scm_rights d / scm_rights c". */
  readonly pair: string;
  readonly ratio: number;
  readonly interval: readonly [lo: number, hi: number] | null;
}

/** Of every pair of copies over the whole session, the largest difference first. */
export function copyBiases({ copies, blocks }: AaSession, { endpoints }: GateCell): CopyBias[] {
  const launches = blocks.flat();
  const figure = { measure: 'wall', quantile: 'p50' } as const;
  const pairs = copies.flatMap((one, i) => copies.slice(i + 1).map((other) => [one, other] as const));
  const found = endpoints.flatMap((endpoint) => {
    const mechanism = endpoint.arms.base.slice(0, endpoint.arms.base.lastIndexOf(' '));
    return pairs.flatMap(([one, other]) => {
      const [over, under] = [`${mechanism} ${other}`, `${mechanism} ${one}`];
      const ratios = blockRatios(
        launchesOfArm(launches, endpoint, over),
        launchesOfArm(launches, endpoint, under),
        figure,
      );
      const estimate = estimateRatio(ratios);
      if (estimate === null) return [];
      const { value, interval } = estimate;
      return {
        pair: `${over} / ${under}`,
        ratio: value,
        interval: interval && ([interval.lo, interval.hi] as const),
      };
    });
  });
  const size = ({ ratio }: CopyBias): number => Math.abs(Math.log(ratio));
  return found.sort((a, b) => size(b) - size(a));
}
