// SPDX-License-Identifier: Apache-2.0
// Intervals and tests take blocks for independent. Where a block resembles the one before it, n blocks carry only
// about n (1 − r) / (1 + r) of them, and every interval is too narrow.

import { hodgesLehmann, hodgesLehmannInterval } from '../stats/hodges-lehmann.ts';
import { likenessOfNeighbours, wideningFor } from '../stats/likeness.ts';
import { onlyNoted, weighAgainstAnswer } from './answer-stands.ts';
import type { ValidityCheck } from './check.ts';

/** One-sided normal quantile of 0.001: see shift-over-time.ts. Only likeness is looked for: blocks that alternate
 * make intervals too wide, which errs on the safe side. */
const z = 3.09;
/** At 0.5 a third of the blocks is left, and an interval of 98 % covers about 82 %. */
const mostLikeness = 0.5;
/** Of the interval that is widened: a gate errs at most 1 % on either side. */
const level = 0.98;

export const autocorrelation: ValidityCheck = {
  id: 'autocorrelation',
  look: (suspect) => {
    const values = (suspect.ratios ?? []).map(({ logRatio }) => logRatio);
    const likeness = likenessOfNeighbours(values);
    // Of independent values the expectation is −1/n and the deviation about 1/√n.
    const chance = z / Math.sqrt(values.length) - 1 / values.length;
    if (likeness === null || likeness <= chance) return null;
    const left = Math.round((values.length * (1 - likeness)) / (1 + likeness));
    const { weight, addition } =
      likeness > mostLikeness ? weighAgainstAnswer(suspect, intervalFor(values, likeness)) : onlyNoted;
    return {
      weight,
      evidence: `Neighbouring blocks resemble each other: autocorrelation ${likeness.toFixed(2)}, ${chance.toFixed(2)} is the most that chance explains; ${String(values.length)} blocks are worth about ${String(left)}.${addition}`,
      advice:
        'Take the interval for too narrow: run more blocks over a longer time, on a machine whose load does not come in waves.',
    };
  },
};

/** As wide as the blocks that are left make it: by the root of all to left. */
function intervalFor(values: readonly number[], likeness: number): { lo: number; hi: number } {
  const interval = hodgesLehmannInterval(values, level);
  if (interval === null) return { lo: -Infinity, hi: Infinity };
  const estimate = hodgesLehmann(values);
  const factor = wideningFor(likeness);
  return {
    lo: estimate - factor * (estimate - interval.lo),
    hi: estimate + factor * (interval.hi - estimate),
  };
}
