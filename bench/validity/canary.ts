// SPDX-License-Identifier: Apache-2.0
// The floor runs in every block and no mechanism touches it: when its level moves, the machine changed. Blocks are
// paired, so most of that cancels in a ratio; nothing of it cancels in a time.

import type { ValidityCheck } from './check.ts';
import { figuresOf } from './measured.ts';
import { shiftOverTime } from './shift-over-time.ts';
import { change, changeOf, duration, percent } from './words.ts';

const figure = { measure: 'wall', quantile: 'p50' } as const;
/** By a half it is another machine (the gate then says INVALID: bench/gate/rules/canary.ts). Levels wander from
 * block to block, so that the test alone would often speak: what is worth a word is what matters, the tolerance. */
const mostShift = 0.5;

export const canary: ValidityCheck = {
  id: 'canary',
  look: (suspect) => {
    const floors = figuresOf(suspect.canary, figure);
    const found = shiftOverTime(floors.map(Math.log));
    if (found === null) return null;
    const size = Math.abs(changeOf(found.shift));
    if (size <= suspect.tolerance) return null;
    return {
      weight: size > mostShift ? 'weakens' : 'note',
      evidence: `The floor, ${duration(floors[0] ?? 0)} at first, moved by ${change(found.shift)} after launch ${String(found.at)} of ${String(floors.length)} (p ${found.p.toExponential(1)}); ${percent(mostShift)} is the most that is borne.`,
      advice:
        'Another load began or ended, or the CPU changed its clock: trust ratios before times, and run again on a quieter machine.',
    };
  },
};
