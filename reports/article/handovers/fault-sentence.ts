// SPDX-License-Identifier: Apache-2.0
// Events of a listener that its process had closed already: how many there were, and what CPU time they took.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import { minimumBlocks } from '../../../bench/stats/estimate.ts';
import { median } from '../../../bench/stats/quantile.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { formatCount, formatCountOf } from '../../format.ts';
import { armOfHandovers, rowsAt } from '../../handover-lookup.ts';
import { durationWords } from '../claim-words.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';

/** undefined where no handover of the row had such an event. */
export function ghostSentence(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  row: HandoverRow,
): Text | undefined {
  const counts = ghostsOf(handovers, row);
  if (!counts.some((count) => count > 0)) return undefined;
  const few = counts.length < minimumBlocks ? ', too few for a claim about others' : '';
  const seen = text`${code(row.arm)}: the old process was woken ${formatCount(median(counts))} times a handover (median of ${formatCountOf(counts.length, 'handover')}${few}) by a listener that it had closed`;
  if (row.cpuOld === null) return text`${seen}.`;
  const sound = soundTwin(handovers, scenario, row);
  const other: Text =
    sound?.cpuOld == null ? [] : text`; with ${code(sound.arm)}, ${durationWords(sound.cpuOld)}`;
  return text`${seen}. Since the order it took ${durationWords(row.cpuOld)} of CPU time${other}.`;
}

/** Of the handovers of a row that ended well. */
export function ghostsOf({ handovers }: HandoverResults, row: HandoverRow): readonly number[] {
  return handovers.flatMap(({ scenario, point, arm, status, ghostWakeups }) =>
    scenario === row.scenario && point === row.point && arm === row.arm && status === 'ok'
      ? [ghostWakeups]
      : [],
  );
}

/** The same way of handing over, without the fault. */
function soundTwin(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  { arm: id, point }: HandoverRow,
): HandoverRow | undefined {
  const own = armOfHandovers(scenario, id);
  if (own?.fault === undefined) return undefined;
  return rowsAt(handovers, scenario, point).find((row) => {
    const arm = armOfHandovers(scenario, row.arm);
    return (
      arm?.fault === undefined &&
      arm?.stopsAt === undefined &&
      arm?.gives === own.gives &&
      arm.peer === own.peer
    );
  });
}
