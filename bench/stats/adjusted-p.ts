// SPDX-License-Identifier: Apache-2.0
// The p of each row's ratio among all that were asked: Holm where a question was declared before the run, a
// false-discovery rate where one looks at whatever came out.

import { benjaminiHochberg, holm } from './adjust.ts';
import type { BlockRatio } from './block-ratios.ts';
import { minimumBlocks } from './estimate.ts';
import { signedRankTest } from './signed-rank.ts';

export interface Question {
  readonly declared: boolean;
  /** null: there is no answer, and it does not count among the others. */
  readonly p: number | null;
}

/** Two-sided; null without a ratio, and under 10 blocks, where no interval is given either. */
export function pOfRatio(ratios: readonly BlockRatio[]): number | null {
  if (ratios.length < minimumBlocks) return null;
  // In no block a difference: nothing speaks against "the same".
  return signedRankTest(ratios.map(({ logRatio }) => logRatio))?.pTwoSided ?? 1;
}

/** In the order of the questions. */
export function adjustedPs(questions: readonly Question[]): (number | null)[] {
  const adjusted = new Map<Question, number>();
  for (const [declared, adjust] of [
    [true, holm],
    [false, benjaminiHochberg],
  ] as const) {
    const asked = questions.filter((one) => one.declared === declared && one.p !== null);
    adjust(asked.map(({ p }) => p ?? 1)).forEach((p, i) => adjusted.set(asked[i] as Question, p));
  }
  return questions.map((one) => adjusted.get(one) ?? null);
}
