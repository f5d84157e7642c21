// SPDX-License-Identifier: Apache-2.0
// A donor that was to be busy, or to replace its program, and was not: then the number is that of another donor.

import { median } from '../stats/quantile.ts';
import type { ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { percent } from './words.ts';

/** Of the utilisation that was asked for, by the median over launches: heavy-tailed requests make single ones differ. */
const mostOff = 0.15;
/** Of the time that it should have been idle: near 100 % what it waits for depends on that, not on how busy it is. */
const mostIdleOff = 0.6;
/** In a launch. */
const fewestExecs = 10;

export const donorLoad: ValidityCheck = {
  id: 'donor-load',
  look: (suspect) => {
    const all = conditionsOf(suspect);
    const works = all.flatMap(({ donorWork }) => donorWork ?? []);
    const shares = works.map(({ asked, achieved }) => achieved / asked);
    const idle = works.map(({ asked, achieved }) => (1 - achieved) / (1 - asked));
    const execs = all.flatMap((one) => one.execs ?? []);
    const few = execs.filter((count) => count < fewestExecs).length;
    const share = shares.length === 0 ? 1 : median(shares);
    const idleShare = idle.length === 0 ? 1 : median(idle);
    if (Math.abs(share - 1) > mostOff || Math.abs(idleShare - 1) > mostIdleOff) {
      return {
        weight: 'weakens',
        evidence: `The donor's own work took ${percent(share)} of the CPU time that was asked for, and left ${percent(idleShare)} of the idle time (medians over launches); ${percent(mostOff)} and ${percent(mostIdleOff)} more or less are borne.`,
        advice: 'Use a helper that keeps docs/helper-protocol.md, on CPUs that nobody else wants.',
      };
    }
    if (few === 0) return null;
    return {
      weight: 'weakens',
      evidence: `In ${String(few)} of ${String(execs.length)} launches the donor replaced its program fewer than ${String(fewestExecs)} times.`,
      advice: 'Give it more transfers: the launch was over before the storm had begun.',
    };
  },
};
