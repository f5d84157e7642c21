// SPDX-License-Identifier: Apache-2.0
// What runs first in a block may be favoured by it. Balanced orders cancel that; an arm that always stands first
// cannot be told from its place.

import type { BlockRatio } from '../stats/block-ratios.ts';
import { twoSampleShift } from '../stats/two-sample.ts';
import type { ValidityCheck } from './check.ts';
import { alpha } from './shift-over-time.ts';
import { change, changeOf, percent } from './words.ts';

/** Of the blocks must have the rarer order. The orders of a plan (bench/plan/order.ts) leave it 30 % or more of 10
 * blocks with up to 14 arms, and nearly half of 30. */
const fewestOfOrder = 0.1;
/** With fewer blocks an order may be missing by chance. */
const fewestBlocks = 10;
/** Parts of the tolerance: an effect of the order worth a word; one so large that it need not cancel; and what may be
 * left of it in the estimate where the orders are not in balance. */
const mostEffect = { note: 0.25, weakens: 2, left: 0.25 };

export const positionEffect: ValidityCheck = {
  id: 'position-effect',
  look: ({ ratios, arm, tolerance }) => {
    if (ratios === null || ratios.length < fewestBlocks) return null;
    const [first, second] = ordersOf(ratios);
    const share = first.length / ratios.length;
    if (Math.min(first.length, second.length) < fewestOfOrder * ratios.length)
      return alwaysOnOneSide(arm, share, ratios.length);
    // The interval is not used: any level will do.
    const shift = twoSampleShift(first, second, 0.5);
    if (shift === null || shift.pTwoSided > alpha) return null;
    const size = Math.abs(changeOf(shift.estimate));
    if (size <= mostEffect.note * tolerance) return null;
    const left = size * Math.abs(share - 0.5);
    const isGrave = size > mostEffect.weakens * tolerance || left > mostEffect.left * tolerance;
    return {
      weight: isGrave ? 'weakens' : 'note',
      evidence: `The ratio moves by ${change(shift.estimate)} where ${arm} runs first (p ${shift.pTwoSided.toExponential(1)}); it does so in ${percent(share)} of the blocks, which leaves ${percent(left)} in the estimate.`,
      advice:
        'Something of a launch lasts into the next one: run a number of blocks that gives each order equally often, on an idle machine.',
    };
  },
};

type Found = ReturnType<ValidityCheck['look']>;

function alwaysOnOneSide(arm: string, share: number, blocks: number): Found {
  return {
    weight: 'weakens',
    evidence: `${arm} runs first in ${percent(share)} of ${String(blocks)} blocks: its place and itself cannot be told apart, ${percent(fewestOfOrder)} must have the other order.`,
    advice: 'Draw the order anew for each block, as "fd-handover run" and "fd-handover gate" do.',
  };
}

/** Log-ratios of the blocks in which the arm stands before the one that it is compared with, and of the others. */
function ordersOf(ratios: readonly BlockRatio[]): [number[], number[]] {
  const isFirst = ({ position, comparedPosition }: BlockRatio): boolean => position < comparedPosition;
  const logs = (list: readonly BlockRatio[]): number[] => list.map(({ logRatio }) => logRatio);
  return [logs(ratios.filter(isFirst)), logs(ratios.filter((ratio) => !isFirst(ratio)))];
}
