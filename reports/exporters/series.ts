// SPDX-License-Identifier: Apache-2.0
// What a number is called in other people's tools, where it must be the same from run to run; and whether a doubt
// forbids to rest anything on it.

import { axisOf, pointBehindName } from '../../bench/results/axis-words.ts';
import type { Doubt, DoubtId, DoubtPlace } from '../../bench/results/doubt.ts';
import type { Result } from '../../bench/results/result.ts';
import { printable } from '../escape.ts';

/** "one-descriptor same-cpu scm_rights", with "× 16", "× 8 pairs" or "at 95 %" where the scenario has an axis. */
export function seriesName({ scenarios }: Pick<Result, 'scenarios'>, place: DoubtPlace): string {
  const { scenario, placement, arm, point } = place;
  // Without separators: a series must not change its name with the way in which we write numbers.
  const behind = pointBehindName(axisOf(scenarios, scenario), point, String);
  return printable([scenario, placement, arm, behind].join(' '));
}

/** Ids of the doubts about one number, each once, in the order in which they are told. */
export function doubtsAbout(doubts: readonly Doubt[], place: DoubtPlace): readonly DoubtId[] {
  return [...new Set(doubts.filter((doubt) => isAbout(doubt, place)).map(({ id }) => id))];
}

export function isWeakened(doubts: readonly Doubt[], place: DoubtPlace): boolean {
  return doubts.some((doubt) => doubt.weight === 'weakens' && isAbout(doubt, place));
}

function isAbout(doubt: Doubt, { scenario, placement, arm, point }: DoubtPlace): boolean {
  return (
    doubt.scenario === scenario && doubt.placement === placement && doubt.arm === arm && doubt.point === point
  );
}
