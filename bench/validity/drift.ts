// SPDX-License-Identifier: Apache-2.0
// A ratio that changes while the run goes on is not one number: its estimate is that of a mixture, and another run
// would mix otherwise. What slows both arms alike cancels and is not seen here; the canary looks at that.

import type { ValidityCheck } from './check.ts';
import { shiftOverTime } from './shift-over-time.ts';
import { change, changeOf } from './words.ts';

/** Parts of the tolerance: half of what matters, and what is worth a word. */
const mostShift = { note: 0.1, weakens: 0.5 };

export const drift: ValidityCheck = {
  id: 'drift',
  look: ({ ratios, tolerance }) => {
    const found = shiftOverTime((ratios ?? []).map(({ logRatio }) => logRatio));
    if (found === null) return null;
    const size = Math.abs(changeOf(found.shift));
    if (size <= mostShift.note * tolerance) return null;
    return {
      weight: size > mostShift.weakens * tolerance ? 'weakens' : 'note',
      evidence: `The ratio moved by ${change(found.shift)} after block ${String(found.at)} of ${String(ratios?.length ?? 0)} (p ${found.p.toExponential(1)}).`,
      advice:
        'Something that favours one arm changed during the run (memory, caches, a growing table): find it, or run again.',
    };
  },
};
