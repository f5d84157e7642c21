// SPDX-License-Identifier: Apache-2.0
// Two groups with nothing between them: the median is then a value that hardly any launch has, and it jumps from one
// group to the other with the next few. Modes that both arms share cancel in the ratio and are only told.

import { mValue } from '../stats/modality.ts';
import { quantileOfSorted, sortedCopy } from '../stats/quantile.ts';
import { asFarAgain, onlyNoted, weighAgainstAnswer } from './answer-stands.ts';
import type { Weighed } from './answer-stands.ts';
import type { ValidityCheck } from './check.ts';
import { figuresOf } from './measured.ts';
import { change, changeOf } from './words.ts';

/** A mode, not outliers. */
const smallestGroup = 0.2;
/** Fewer values show gaps by chance. */
const fewestValues = 20;
/** The widest gap between neighbours, in quartile distances of the broader group, times n: gaps shrink as values fill
 * them. By simulation fewer than 1 in 1,000 samples of normal, uniform, Laplace, t3 and log-normal values exceed it,
 * 3 in 1,000 exponential ones; two modes 8 deviations apart do in 68 % (n = 20), 93 % (30) and all (60). The m-value
 * is told, but does not decide: it exceeds any useful threshold more often on clean values. */
const widestGap = 60;

export const severalModes: ValidityCheck = {
  id: 'several-modes',
  look: (suspect) => {
    const { ratios, launches, figure, tolerance } = suspect;
    const ofRatios = modesOf((ratios ?? []).map(({ logRatio }) => logRatio));
    const ofLaunches = modesOf(figuresOf(launches, figure).map(Math.log));
    const isWide = (modes: Modes | null): modes is Modes =>
      modes !== null && changeOf(modes.distance) > tolerance;
    if (isWide(ofRatios)) {
      return describe('block ratios', ofRatios, weighAgainstAnswer(suspect, asFarAgain(...ofRatios.medians)));
    }
    return isWide(ofLaunches) ? describe('launches', ofLaunches, onlyNoted) : null;
  },
};

function describe(
  what: string,
  modes: Modes,
  { weight, addition }: Weighed,
): ReturnType<ValidityCheck['look']> {
  const { lower, upper, distance, mValue: m } = modes;
  const peaks = m === null ? '' : ` (m-value ${m.toFixed(1)}; one mode has 2)`;
  return {
    weight,
    evidence: `The ${what} fall into two groups with nothing between, ${String(lower)} and ${String(upper)}, whose medians lie ${change(distance)} apart${peaks}.${addition}`,
    advice:
      'Look at what differs between the groups (CPU, idle state, memory layout) and hold it fixed: no single number describes both.',
  };
}

interface Modes {
  /** Values in either group. */
  readonly lower: number;
  readonly upper: number;
  readonly medians: readonly [lower: number, upper: number];
  /** Between the two. */
  readonly distance: number;
  readonly mValue: number | null;
}

/** null: one mode, as far as so few values tell. */
function modesOf(values: readonly number[]): Modes | null {
  if (values.length < fewestValues) return null;
  const sorted = sortedCopy(values);
  const { place, gap } = widestGapOf(sorted);
  const [below, above] = [sorted.slice(0, place), sorted.slice(place)];
  const spread = Math.max(quartileDistance(below), quartileDistance(above));
  if (gap * sorted.length <= widestGap * spread || gap === 0) return null;
  const medians = [quantileOfSorted(below, 0.5), quantileOfSorted(above, 0.5)] as const;
  const distance = medians[1] - medians[0];
  return { lower: below.length, upper: above.length, medians, distance, mValue: mValue(sorted) };
}

/** Between the groups that are large enough. */
function widestGapOf(sorted: readonly number[]): { place: number; gap: number } {
  const fewest = Math.ceil(smallestGroup * sorted.length);
  let widest = { place: fewest, gap: 0 };
  for (let place = fewest; place <= sorted.length - fewest; place++) {
    const gap = (sorted[place] as number) - (sorted[place - 1] as number);
    if (gap > widest.gap) widest = { place, gap };
  }
  return widest;
}

function quartileDistance(sorted: readonly number[]): number {
  return quantileOfSorted(sorted, 0.75) - quantileOfSorted(sorted, 0.25);
}
