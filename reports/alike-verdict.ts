// SPDX-License-Identifier: Apache-2.0
// Whether the ratios of arms with themselves look as they should: they leave 1 out no more often than chance lets them.

import binomialCdf from '@stdlib/stats-base-dists-binomial-cdf';
import { intervalLevel } from '../bench/stats/estimate.ts';
import type { AlikeRatio } from './alike-ratios.ts';
import { compareWithOne } from './comparison.ts';

export interface AlikeVerdict {
  /** Of all, those with an interval. */
  readonly judged: readonly AlikeRatio[];
  /** Of these, those of which both intervals leave 1 out: a difference would be shown where there is none. */
  readonly leaveOneOut: readonly AlikeRatio[];
  /** How many that may be. */
  readonly mostByChance: number;
  readonly isWrong: boolean;
}

/** How often chance gives no more than `mostByChance`, if the ratios were independent. Those of the same blocks are not
 * quite; on the other hand a ratio has to leave 1 out with both of its intervals. */
export const chanceLevel = 0.99;

export function judgeAlike(ratios: readonly AlikeRatio[]): AlikeVerdict {
  const judged = ratios.filter(({ ratio }) => compareWithOne(ratio) !== 'no-interval');
  const leaveOneOut = judged.filter(({ ratio }) => showsDifference(ratio));
  const mostByChance = mostOf(judged.length);
  return { judged, leaveOneOut, mostByChance, isWrong: leaveOneOut.length > mostByChance };
}

export function showsDifference(ratio: AlikeRatio['ratio']): boolean {
  return ['less', 'more'].includes(compareWithOne(ratio));
}

function mostOf(count: number): number {
  let most = 0;
  while (most < count && binomialCdf(most, count, 1 - intervalLevel) < chanceLevel) most += 1;
  return most;
}
