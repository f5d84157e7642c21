// SPDX-License-Identifier: Apache-2.0
// A clock that advances in steps cannot tell apart what differs by less, and reading it takes time that every arm is
// charged for alike: both make differences look other than they are.

import { median } from '../stats/quantile.ts';
import type { Suspect, ValidityCheck } from './check.ts';
import { figuresOf } from './measured.ts';
import { duration, percent } from './words.ts';

/** Parts of the tolerance that one step may be. Half of it: two steps then look like what matters. */
const mostStep = { note: 0.1, weakens: 0.5 };
/** Parts of the duration that a clock read may be. A fifth: a true 6 % then looks like 5 %. */
const mostCost = { note: 0.05, weakens: 0.2 };
/** Calls in one timed group, at least (scenarios/scenario.ts): the clock is read once for all of them. */
const fewestInGroup = 16;

export const clockQuantum: ValidityCheck = {
  id: 'clock-quantum',
  look: (suspect) => {
    const { clock, tolerance, figure } = suspect;
    const ns = median(figuresOf(suspect.launches, figure));
    const group = groupOf(suspect);
    if (!(ns > 0) || group === null) return null;
    const step = clock.quantum_ns / group / ns;
    const cost = clock.cost_ns / group / ns;
    const isMoreThan = (part: 'note' | 'weakens'): boolean =>
      step > mostStep[part] * tolerance || cost > mostCost[part];
    if (!isMoreThan('note')) return null;
    const isStep = step / (mostStep.note * tolerance) > cost / mostCost.note;
    return {
      weight: isMoreThan('weakens') ? 'weakens' : 'note',
      evidence: isStep
        ? `The clock advances in steps of ${duration(clock.quantum_ns)}, ${percent(step)} of the ${duration(ns)} measured here; ${percent(mostStep.note * tolerance)} is the most that passes unmentioned.`
        : `Reading the clock takes ${duration(clock.cost_ns)}, ${percent(cost)} of the ${duration(ns)} measured here; ${percent(mostCost.note)} is the most that passes unmentioned.`,
      advice: isStep
        ? 'Time several operations in one group, or use a finer clock source ("fd-handover doctor" names this one).'
        : 'Read a difference here as smaller than it is, or time several operations in one group.',
    };
  },
};

/** Operations between two clock reads; null where a whole launch lies between them, or another clock was read. */
function groupOf({ measure, figure }: Suspect): number | null {
  if (figure.measure === 'cpu') return null;
  switch (measure) {
    case 'per-transfer':
      return 1;
    case 'per-call':
      return fewestInGroup;
    case 'per-descriptor-streamed':
    case 'per-descriptor-of-all-pairs':
    case 'donor-cpu':
    case 'donor-round':
      return null;
  }
}
