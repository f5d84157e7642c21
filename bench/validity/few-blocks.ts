// SPDX-License-Identifier: Apache-2.0
// The block is the unit of inference: with few of them a number is an anecdote, whatever its launches held.

import type { LaunchSummary } from '../results/result.ts';
import type { ValidityCheck } from './check.ts';
import { figuresOf } from './measured.ts';

/** Under this no interval is printed: at 98 % it would be the whole range of the values. */
const fewestForClaim = 10;
/** The method's least for a comparison: under it one odd block moves the ends of the interval. */
const fewestForTrust = 20;

export const fewBlocks: ValidityCheck = {
  id: 'few-blocks',
  look: ({ ratios, launches, figure, blocksPlanned }) => {
    const count = ratios === null ? figuresOf(launches, figure).length : ratios.length;
    if (count >= fewestForTrust || isOverloaded(launches)) return null;
    const isTooFew = count < fewestForClaim;
    const needed = isTooFew
      ? `${String(fewestForClaim)} are the least for an interval`
      : `${String(fewestForTrust)} or more are worth trusting`;
    return {
      weight: isTooFew ? 'weakens' : 'note',
      evidence: `${String(count)} ${count === 1 ? 'block has' : 'blocks have'} this number, of ${String(blocksPlanned)} planned; ${needed}.`,
      advice: `Give it more blocks (--blocks ${String(2 * fewestForTrust)}); where blocks were planned and gave no number, see which launches failed.`,
    };
  },
};

/** Most transfers of each launch were lost, so none has this number: that is the answer, and more blocks would not change
 * it. */
function isOverloaded(launches: readonly LaunchSummary[]): boolean {
  const done = launches.filter(({ status }) => status === 'ok');
  return done.length > 0 && done.every(({ wall, outcomes }) => wall === null && (outcomes?.lost ?? 0) > 0);
}
