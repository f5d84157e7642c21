// SPDX-License-Identifier: Apache-2.0
// What clients waited, in words: the worst delay after the order against that of the control, block by block. It is told
// apart only where both intervals of the ratio agree about 1.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import type { ConfidenceInterval, RatioEstimate } from '../../../bench/results/result.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { formatDuration, formatRatioInterval } from '../../format.ts';
import { allowedOf, isControlRow, controlRow } from '../../handover-lookup.ts';
import { ratioWords } from '../claim-words.ts';

export type Delay =
  | 'longer'
  | 'shorter'
  /** Both intervals include 1, or only one of them does. */
  | 'not-told'
  | 'no-interval'
  /** Too few handovers, a rate that was not carried, or nothing to compare with. */
  | 'no-claim';

/** What may be said of a row's worst delay; of the control nothing. */
export function delayOf(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): Delay {
  const ratio = row.worstDelayToControl;
  if (isControlRow(scenario, row) || allowedOf(handovers, scenario, row) !== 'claim' || ratio === null) {
    return 'no-claim';
  }
  const { interval, signInterval } = ratio;
  if (interval === null || signInterval === null) return 'no-interval';
  if (interval.lo > 1 && signInterval.lo > 1) return 'longer';
  return interval.hi < 1 && signInterval.hi < 1 ? 'shorter' : 'not-told';
}

/** "its worst delay in the 100 ms after the order was 3.56× (…) that of the control: 1.5 ms against 420 µs"; '' where
 * nothing is to be said of it. */
export function delayWords(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): string {
  const ratio = row.worstDelayToControl;
  const delay = delayOf(handovers, scenario, row);
  if (ratio === null || delay === 'no-claim') return '';
  const words = ratioWords(ratio);
  switch (delay) {
    case 'longer':
    case 'shorter':
      return `its worst delay in the 100 ms after the order is ${delay} than that of the control, ${words}${timesOf(handovers, scenario, row)}`;
    case 'not-told':
      return `no delay could be told from the control: ${words}${disagreement(ratio)}`;
    case 'no-interval':
      return `no delay could be told from the control, since there is no interval: ${words}`;
  }
}

/** The same in a cell: "longer", "not told from the control"; '' for the control. */
export function delayCellWords(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  row: HandoverRow,
): string {
  if (isControlRow(scenario, row)) return '';
  const words: Readonly<Record<Delay, string>> = {
    longer: 'longer',
    shorter: 'shorter',
    'not-told': 'not told from the control',
    'no-interval': 'no interval: nothing told',
    'no-claim': 'nothing claimed',
  };
  return words[delayOf(handovers, scenario, row)];
}

/** Told where only one of the two includes 1, or each lies on a side of its own. */
function disagreement({ interval, signInterval }: RatioEstimate): string {
  if (interval === null || signInterval === null) return '';
  const side = ({ lo, hi }: ConfidenceInterval): number => (lo > 1 ? 1 : hi < 1 ? -1 : 0);
  return side(interval) === side(signInterval)
    ? ''
    : `, and the sign test’s interval disagrees, ${formatRatioInterval(signInterval.lo, signInterval.hi)}`;
}

function timesOf(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): string {
  const own = row.worstDelay;
  const other = controlRow(handovers, scenario, row)?.worstDelay ?? null;
  return own === null || other === null
    ? ''
    : `: ${formatDuration(own.value)} against ${formatDuration(other.value)}`;
}
