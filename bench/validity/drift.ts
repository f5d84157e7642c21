// SPDX-License-Identifier: Apache-2.0
// A ratio that changes while the run goes on is not one number: its estimate is that of a mixture, and another run
// would mix otherwise. What slows both arms alike cancels and is not seen here; the canary looks at that.

import { hodgesLehmann } from '../stats/hodges-lehmann.ts';
import { asFarAgain, onlyNoted, weighAgainstAnswer } from './answer-stands.ts';
import type { ValidityCheck } from './check.ts';
import { shiftOverTime } from './shift-over-time.ts';
import { change, changeOf } from './words.ts';

/** Parts of the tolerance: half of what matters, and what is worth a word. */
const mostShift = { note: 0.1, weakens: 0.5 };

export const drift: ValidityCheck = {
  id: 'drift',
  look: (suspect) => {
    const { ratios, tolerance } = suspect;
    const values = (ratios ?? []).map(({ logRatio }) => logRatio);
    const found = shiftOverTime(values);
    if (found === null) return null;
    const size = Math.abs(changeOf(found.shift));
    if (size <= mostShift.note * tolerance) return null;
    const before = hodgesLehmann(values.slice(0, found.at));
    const { weight, addition } =
      size > mostShift.weakens * tolerance
        ? weighAgainstAnswer(suspect, asFarAgain(before, before + found.shift))
        : onlyNoted;
    return {
      weight,
      evidence: `The ratio moved by ${change(found.shift)} after block ${String(found.at)} of ${String(values.length)} (p ${found.p.toExponential(1)}).${addition}`,
      advice:
        'Something that favours one arm changed during the run (memory, caches, a growing table): find it, or run again.',
    };
  },
};
