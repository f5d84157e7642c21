// SPDX-License-Identifier: Apache-2.0
// Established connections that moved: how long they paused.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { allowedOf, pointWords } from '../../handover-lookup.ts';
import { durationWords } from '../claim-words.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';

/** undefined where nothing paused, or nothing may be claimed. */
export function pauseSentence(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  row: HandoverRow,
): Text | undefined {
  const { arm, point, pauseP50, pauseP99 } = row;
  if (pauseP50 === null || allowedOf(handovers, scenario, row) !== 'claim') return undefined;
  const tail = pauseP99 === null ? '' : `; 99 of 100 at most ${durationWords(pauseP99)}`;
  return text`${code(arm)}, ${pointWords(scenario, point)}: half of the streams paused for at most ${durationWords(pauseP50)}${tail}. These are medians over handovers.`;
}
