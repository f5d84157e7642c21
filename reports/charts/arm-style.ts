// SPDX-License-Identifier: Apache-2.0
// Colour, dash and shape of an arm, the same in every chart. The colour tells the mechanism; dash and
// shape tell the arm, so that nothing is carried by colour alone.

import { mechanisms } from '../../bench/mechanisms.ts';
import type { Arm } from '../../bench/results/result.ts';

export interface ArmStyle {
  readonly colour: string;
  /** Lengths of strokes and gaps in pixels; [1, 0] is a full line. */
  readonly dash: readonly number[];
  /** A symbol name of Vega. */
  readonly shape: string;
}

// Okabe and Ito's palette, distinguishable under every common colour vision, without its yellow,
// which is too pale on white. In the order of bench/mechanisms.ts; black is the floor's.
const palette = ['#000000', '#0072B2', '#D55E00', '#009E73', '#CC79A7', '#E69F00', '#56B4E9'];
const dashes = [
  [2, 3],
  [1, 0],
  [8, 4],
  [8, 3, 2, 3],
  [4, 4],
  [12, 4],
  [12, 3, 2, 3, 2, 3],
  [3, 2],
];
const shapes = ['cross', 'circle', 'square', 'diamond', 'triangle-up', 'triangle-down', 'triangle-left'];

/** Styles of the arms that share a chart, in the same order. */
export function stylesOfArms(arms: readonly Arm[]): readonly ArmStyle[] {
  const known = mechanisms.map((mechanism) => mechanism.name);
  // A stored result may know mechanisms that this version does not: they come after ours.
  const names = [...new Set([...known, ...arms.map((arm) => arm.mechanism)])];
  const seconds = secondChannels(arms, names);
  return arms.map((arm, index) => {
    const mechanism = names.indexOf(arm.mechanism);
    const second = seconds[index] ?? 0;
    return {
      colour: at(palette, mechanism),
      dash: at(dashes, second),
      shape: at(shapes, second),
    };
  });
}

/** The first arm of each mechanism has its mechanism's dash and shape; further arms of the same
 * mechanism take those that no arm of this chart uses. */
function secondChannels(arms: readonly Arm[], names: readonly string[]): readonly number[] {
  const firsts = new Set(arms.map((arm) => names.indexOf(arm.mechanism)));
  const seen = new Set<number>();
  let next = 0;
  return arms.map((arm) => {
    const mechanism = names.indexOf(arm.mechanism);
    if (!seen.has(mechanism)) {
      seen.add(mechanism);
      return mechanism;
    }
    while (firsts.has(next)) next += 1;
    return next++;
  });
}

function at<T>(list: readonly T[], index: number): T {
  const value = list[index % list.length];
  if (value === undefined) throw new RangeError('a style list is empty');
  return value;
}
