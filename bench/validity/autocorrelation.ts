// SPDX-License-Identifier: Apache-2.0
// Intervals and tests take blocks for independent. Where a block resembles the one before it, n blocks carry only
// about n (1 − r) / (1 + r) of them, and every interval is too narrow.

import { autocorrelation as correlationAtLag } from '../stats/autocorrelation.ts';
import { midranks } from '../stats/midranks.ts';
import type { ValidityCheck } from './check.ts';

/** One-sided normal quantile of 0.001: see shift-over-time.ts. Only likeness is looked for: blocks that alternate
 * make intervals too wide, which errs on the safe side. */
const z = 3.09;
/** At 0.5 a third of the blocks is left, and an interval of 98 % covers about 82 %. */
const mostLikeness = 0.5;

export const autocorrelation: ValidityCheck = {
  id: 'autocorrelation',
  look: ({ ratios }) => {
    const values = (ratios ?? []).map(({ logRatio }) => logRatio);
    // Of ranks, as two odd blocks beside each other would pass for likeness of all.
    const likeness = correlationAtLag(midranks(values).ranks, 1);
    // Of independent values the expectation is −1/n and the deviation about 1/√n.
    const chance = z / Math.sqrt(values.length) - 1 / values.length;
    if (likeness === null || likeness <= chance) return null;
    const left = Math.round((values.length * (1 - likeness)) / (1 + likeness));
    return {
      weight: likeness > mostLikeness ? 'weakens' : 'note',
      evidence: `Neighbouring blocks resemble each other: autocorrelation ${likeness.toFixed(2)}, ${chance.toFixed(2)} is the most that chance explains; ${String(values.length)} blocks are worth about ${String(left)}.`,
      advice:
        'Take the interval for too narrow: run more blocks over a longer time, on a machine whose load does not come in waves.',
    };
  },
};
