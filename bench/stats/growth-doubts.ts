// SPDX-License-Identifier: Apache-2.0
// What weakens a growth, or forbids it: a line is no better than the medians that it goes through.

import type { DoubtId } from '../results/doubt.ts';
import type { Growth, Result } from '../results/result.ts';

/** Each once, in the order in which doubts are told. */
export function growthDoubts(
  { doubts }: Pick<Result, 'doubts'>,
  { scenario, placement, arm, from, to }: Growth,
): DoubtId[] {
  const about = doubts.filter(
    (doubt) =>
      doubt.weight === 'weakens' &&
      doubt.scenario === scenario &&
      doubt.placement === placement &&
      doubt.arm === arm &&
      doubt.point !== null &&
      doubt.point >= from &&
      doubt.point <= to,
  );
  return [...new Set(about.map(({ id }) => id))];
}

/** Whether the oracle failed at one of its points: then what was timed there was no transfer. */
export function isGrowthUnsound(
  { rows }: Pick<Result, 'rows'>,
  { scenario, placement, arm, from, to }: Growth,
): boolean {
  return rows.some(
    (row) =>
      row.oracle === 'fail' &&
      row.scenario === scenario &&
      row.placement === placement &&
      row.arm === arm &&
      row.point !== null &&
      row.point >= from &&
      row.point <= to,
  );
}

/** Its sentence, or that nothing is claimed. */
export function claimedGrowth(result: Pick<Result, 'doubts' | 'rows'>, growth: Growth): string {
  const unclaimed = unclaimedGrowth(result, growth);
  return unclaimed === null ? growth.text : `${growth.arm}, ${growth.placement}: ${unclaimed}`;
}

/** That nothing is claimed, and why; null where something may be. */
export function unclaimedGrowth(result: Pick<Result, 'doubts' | 'rows'>, growth: Growth): string | null {
  const nothing = 'nothing is claimed about its growth, because';
  if (isGrowthUnsound(result, growth)) return `${nothing} the oracle failed`;
  const ids = growthDoubts(result, growth);
  return ids.length === 0 ? null : `${nothing} a doubt weakens the numbers (${ids.join(', ')})`;
}
