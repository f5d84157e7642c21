// SPDX-License-Identifier: Apache-2.0
// In an open loop transfers are due by schedule. Where fewer were done than were due, the number belongs to a load
// that nobody asked for, and it grows with the length of the launch.

import type { ValidityCheck } from './check.ts';
import { conditionsOf } from './measured.ts';
import { launchesOf, percent } from './words.ts';

/** Of the offered rate: a queue that does not grow still wanders by a few percent within a launch. */
const leastAchieved = 0.95;
/** Of the launches may fall short: one of 20 is an accident, more are an overload. */
const mostShort = 0.05;

export const offeredLoad: ValidityCheck = {
  id: 'offered-load',
  look: (suspect) => {
    const shares = conditionsOf(suspect).flatMap(({ load }) =>
      load === null ? [] : [load.achievedPerSecond / load.offeredPerSecond],
    );
    const short = shares.filter((share) => share < leastAchieved);
    if (short.length === 0) return null;
    return {
      weight: short.length > mostShort * shares.length ? 'weakens' : 'note',
      evidence: `In ${launchesOf(short.length, shares.length)} fewer transfers were done than were due, down to ${percent(Math.min(...short))} of the offered rate; ${percent(leastAchieved)} must be reached.`,
      advice: 'Offer less: the capacity of this machine is below the rate that was asked for.',
    };
  },
};
