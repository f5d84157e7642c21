// SPDX-License-Identifier: Apache-2.0
// Steal: the hypervisor ran somebody else while we wanted to run. It hits both arms of a block alike, but it is in
// every time.

import type { ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { percent } from './words.ts';

/** Of the time in which transfers ran. /proc/stat counts ticks of 10 ms, over all CPUs and over the whole launch, of
 * which the transfers are about a third: 25 % is then some 8 % of one CPU. A tick in one of 30 launches of 13 ms is
 * 2.6 %: a word, no more. */
const mostStolen = { note: 0.01, weakens: 0.25 };

export const steal: ValidityCheck = {
  id: 'steal',
  look: (suspect) => {
    const known = conditionsOf(suspect).flatMap(({ steal_ns, span_ns }) =>
      steal_ns === null ? [] : [{ steal_ns, span_ns }],
    );
    const stolen = known.reduce((sum, { steal_ns }) => sum + steal_ns, 0);
    const measured = known.reduce((sum, { span_ns }) => sum + span_ns, 0);
    // Every transfer was lost: there is no time that could have been stolen from.
    const share = measured > 0 ? stolen / measured : 0;
    if (!(share > mostStolen.note)) return null;
    return {
      weight: share > mostStolen.weakens ? 'weakens' : 'note',
      evidence: `The hypervisor took ${percent(share)} of the measured time (on all CPUs, start and end of launches included); ${percent(mostStolen.note)} is the most that passes unmentioned, ${percent(mostStolen.weakens)} the most that is borne.`,
      advice: 'Use a machine whose CPUs are not shared, or another hour.',
    };
  },
};
