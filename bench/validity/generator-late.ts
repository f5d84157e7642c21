// SPDX-License-Identifier: Apache-2.0
// In an open loop a transfer is timed from when it is due. A generator that begins late though nothing else was going on
// adds its own lateness to every number, the same for all arms: absolute times are too long, and ratios too near 1.

import { median } from '../stats/quantile.ts';
import type { ValidityCheck } from './check.ts';
import { conditionsOf, figuresOf } from './measured.ts';
import { duration, percent } from './words.ts';

/** Of the number. */
const mostLate = { note: 0.05, weakens: 0.5 };

export const generatorLate: ValidityCheck = {
  id: 'generator-late',
  look: (suspect) => {
    if (suspect.isTimedFromDue !== true) return null;
    const late = conditionsOf(suspect).flatMap(({ lateness }) => lateness?.p50 ?? []);
    const figures = figuresOf(suspect.launches, suspect.figure);
    if (late.length === 0 || figures.length === 0) return null;
    const [usual, number] = [median(late), median(figures)];
    const share = usual / number;
    if (!(share > mostLate.note)) return null;
    return {
      weight: share > mostLate.weakens ? 'weakens' : 'note',
      evidence: `The generator itself began late, by ${duration(usual)} where nothing else was going on (median): ${percent(share)} of the ${duration(number)} measured here; ${percent(mostLate.note)} is the most that passes unmentioned.`,
      advice: 'Read the time as shorter by so much, and the difference to another arm as larger.',
    };
  },
};
