// SPDX-License-Identifier: Apache-2.0
// The same arm against itself: its p50 in neighbouring blocks, compared as if it were two arms. What such a ratio shows
// beside 1 is what this run's intervals are worth, on this machine and on this day.

import type { LaunchSummary, RatioEstimate, Result } from '../bench/results/result.ts';
import { figureOf } from '../bench/stats/block-ratios.ts';
import { estimateRatio } from '../bench/stats/estimate.ts';
import type { Placement } from '../scenarios/scenario.ts';
import { armOfRow, batchScenario, headlineScenario, placements } from './row-lookup.ts';

export interface AlikeRatio {
  readonly scenario: string;
  readonly placement: Placement;
  readonly point: number | null;
  readonly arm: string;
  /** Its `blocks` are pairs of blocks. */
  readonly ratio: RatioEstimate;
}

/** Of the batch; the headline scenario has no sizes. */
const batchSizes: readonly number[] = [1, 16, 252];

/** In the order of scenarios, placements, sizes and arms; without floors, and without arms that have no pair. */
export function alikeRatios(result: Result): readonly AlikeRatio[] {
  return [headlineScenario, batchScenario].flatMap((scenario) =>
    placements.flatMap((placement) => alikeInCell(result, scenario, placement)),
  );
}

function alikeInCell(result: Result, scenario: string, placement: Placement): readonly AlikeRatio[] {
  const points = scenario === batchScenario ? batchSizes : [null];
  const launches = result.launches.filter(
    (launch) => launch.scenario === scenario && launch.placement === placement && launch.status === 'ok',
  );
  const arms = [...new Set(launches.map(({ arm }) => arm))]
    .filter((arm) => !armOfRow(result, { scenario, placement, arm }).isFloor)
    .sort();
  return points.flatMap((point) =>
    arms.flatMap((arm): AlikeRatio[] => {
      const own = launches.filter((launch) => launch.arm === arm && launch.point === point);
      const ratio = estimateRatio(pairsOfBlocks(own));
      return ratio === null ? [] : [{ scenario, placement, point, arm, ratio }];
    }),
  );
}

/** Block 0 over 1, 3 over 2, 4 over 5, …: the later block is above as often as below, so that a steady drift cancels. A
 * pair lacks where either block gave no number. */
function pairsOfBlocks(launches: readonly LaunchSummary[]): readonly { readonly logRatio: number }[] {
  const p50s = new Map(
    launches.map((launch) => [launch.block, figureOf(launch, { measure: 'wall', quantile: 'p50' })]),
  );
  const pairs = new Set([...p50s.keys()].map((block) => Math.floor(block / 2)));
  return [...pairs].flatMap((pair) => {
    const [early, late] = [p50s.get(2 * pair) ?? Number.NaN, p50s.get(2 * pair + 1) ?? Number.NaN];
    if (!(early > 0) || !(late > 0)) return [];
    return [{ logRatio: Math.log(pair % 2 === 0 ? early / late : late / early) }];
  });
}
