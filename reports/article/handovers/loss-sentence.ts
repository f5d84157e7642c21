// SPDX-License-Identifier: Apache-2.0
// What clients lost, in words. None lost is told with how many handovers may lose one all the same; under ten handovers,
// and where the clients did not carry the rate, nothing is claimed.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import { minimumBlocks } from '../../../bench/stats/estimate.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { formatCount, formatCountOf, formatCoverage } from '../../format.ts';
import {
  allowedOf,
  begunAt,
  begunWords,
  isControlRow,
  controlRow,
  countOffered,
  formatAtMost,
  lostOf,
} from '../../handover-lookup.ts';
import { code, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';

/** A whole sentence about an arm at a point. */
export function lossSentence(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): Text {
  const arm = code(row.arm);
  switch (allowedOf(handovers, scenario, row)) {
    case 'none':
      return text`${arm}: no handover ended well (${formatCount(row.handoversFailed)} failed or were void).`;
    case 'not-carried':
      return text`${arm}: ${notCarriedWords(handovers, scenario, row.point)}.`;
    case 'too-few':
      return text`${arm}: ${formatCountOf(row.handovers, 'handover')} ${row.handovers === 1 ? 'is' : 'are'} too few (${formatCount(minimumBlocks)} are asked for), so nothing is claimed${failedWords(row)}.`;
    case 'claim':
      return text`${arm} ${lossWords(scenario, row)}${ofControl(handovers, scenario, row)}${failedWords(row)}.`;
  }
}

/** "lost none of 120,000 connections in 12 handovers; at most 31.9 % of handovers lose one (98 %)". */
export function lossWords(scenario: HandoverScenario, row: HandoverRow): string {
  const { ledger, handovers, handoversWithLoss, lostMost } = row;
  const lost = lostOf(ledger);
  const isControl = isControlRow(scenario, row);
  const counted = isControl
    ? `${formatCountOf(handovers, 'run')} without a handover`
    : formatCountOf(handovers, 'handover');
  return lost === 0
    ? `lost none of ${countOffered(scenario, ledger.offered)} in ${counted}; ${boundWords([row], isControl ? 'such runs' : 'handovers')}`
    : `lost ${countOffered(scenario, lost)} in ${formatCount(handoversWithLoss)} of ${counted}, at most ${formatCount(lostMost)} in one`;
}

/** Of several rows that lost nothing: the widest bound. */
export function boundWords(rows: readonly HandoverRow[], of = 'handovers'): string {
  const most = Math.max(...rows.map(({ shareWithLoss }) => shareWithLoss.hi));
  const coverage = Math.min(...rows.map(({ shareWithLoss }) => shareWithLoss.coverage));
  return `at most ${formatAtMost(most)} of ${of} lose one (${formatCoverage(coverage)})`;
}

/** "not carried: 17,600 to 17,800 a second were begun, and nothing is claimed of this point". */
export function notCarriedWords(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  point: number,
): string {
  const begun = begunAt(handovers, scenario, point);
  return begun === null
    ? 'what was begun a second is not known, and nothing is claimed of this point'
    : `not carried: ${begunWords(begun)} were begun, and nothing is claimed of this point`;
}

/** Where the control loses as well, a loss is not the handover's alone; where there is none, nobody knows. */
export function ofControl(handovers: HandoverResults, scenario: HandoverScenario, row: HandoverRow): string {
  if (isControlRow(scenario, row) || lostOf(row.ledger) === 0) return '';
  const control = controlRow(handovers, scenario, row);
  if (control === undefined || control.handovers === 0) {
    return '; the control was not measured, so this is not laid to the handover';
  }
  const lost = lostOf(control.ledger);
  return lost === 0
    ? ''
    : `; the control, in which nothing is handed over, lost ${formatCount(lost)} in ${formatCount(control.handoversWithLoss)} of ${formatCount(control.handovers)}, so this is not laid to the handover alone`;
}

function failedWords({ handoversFailed }: HandoverRow): string {
  return handoversFailed === 0
    ? ''
    : `; ${formatCount(handoversFailed)} more failed or ${handoversFailed === 1 ? 'was' : 'were'} void`;
}
