// SPDX-License-Identifier: Apache-2.0
// All arms of a point in one sentence or two: who lost nothing, who lost how much, whose worst delay is longer than the
// control's. The rules are those of loss-sentence.ts and delay-sentence.ts.

import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import type { HandoverScenario } from '../../../scenarios/handover-scenario.ts';
import { formatCount, formatCountRange, formatDuration, formatRatio } from '../../format.ts';
import {
  allowedOf,
  isControlRow,
  controlRows,
  countOffered,
  isCarried,
  lostOf,
  overloadOf,
  pointWords,
  rowsAt,
} from '../../handover-lookup.ts';
import { code, listed, strong, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { delayOf } from './delay-sentence.ts';
import { boundWords, lossWords, notCarriedWords } from './loss-sentence.ts';

export function pointSentence(handovers: HandoverResults, scenario: HandoverScenario, point: number): Text {
  const at = strong(`${pointWords(scenario, point)}:`);
  const rows = rowsAt(handovers, scenario, point);
  if (rows.some((row) => row.handovers > 0) && !isCarried(handovers, scenario, point)) {
    return text`${at} ${notCarriedWords(handovers, scenario, point)}.`;
  }
  const compared = rows.filter(
    (row) => !isControlRow(scenario, row) && allowedOf(handovers, scenario, row) === 'claim',
  );
  const parts = [
    ...overload(handovers, scenario, point),
    ...noneLost(scenario, compared),
    ...someLost(scenario, compared),
    ...lossOfControl(handovers, scenario, point),
    ...delays(handovers, scenario, compared),
    ...tooFew(handovers, scenario, rows),
    ...failed(rows),
  ];
  return text`${at} ${parts.flatMap((part, index): Text => (index === 0 ? part : [' ', ...part]))}`;
}

/** What arms do to an overloaded service is told all the same: deploys meet such ones. */
function overload(handovers: HandoverResults, scenario: HandoverScenario, point: number): readonly Text[] {
  const worst = overloadOf(handovers, scenario, point);
  return worst === null
    ? []
    : [
        text`the service does not keep up, even without a handover (worst delay ${formatDuration(worst.value)}): its queues are full.`,
      ];
}

function noneLost(scenario: HandoverScenario, compared: readonly HandoverRow[]): readonly Text[] {
  const rows = compared.filter(({ ledger }) => lostOf(ledger) === 0);
  if (rows.length === 0) return [];
  const offered = Math.min(...rows.map(({ ledger }) => ledger.offered));
  const counts = rows.map((row) => row.handovers);
  const each = rows.length === 1 ? '' : ' each';
  const least = rows.every(({ ledger }) => ledger.offered === offered) ? '' : 'at least ';
  return [
    text`none of ${least}${countOffered(scenario, offered)} in ${formatCountRange(counts, 'handover')}${each} ${rows.length === 1 ? 'was' : 'were'} lost by ${armsOf(rows)}; ${boundWords(rows)}.`,
  ];
}

function someLost(scenario: HandoverScenario, compared: readonly HandoverRow[]): readonly Text[] {
  const rows = compared.filter(({ ledger }) => lostOf(ledger) > 0);
  if (rows.length === 0) return [];
  const words = rows.flatMap((row, index): Text => {
    const own = text`${code(row.arm)} ${lossWords(scenario, row)}`;
    return index === 0 ? own : ['; ', ...own];
  });
  return [text`${words}.`];
}

/** Only where something was lost without any handover. */
function lossOfControl(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  point: number,
): readonly Text[] {
  return controlRows(handovers, scenario, point)
    .filter(({ ledger }) => lostOf(ledger) > 0)
    .map(
      ({ arm, ledger }) =>
        text`${code(arm)}, in which nothing is handed over, lost ${formatCount(lostOf(ledger))} itself, so losses are not laid to the handovers alone.`,
    );
}

function delays(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  compared: readonly HandoverRow[],
): readonly Text[] {
  const told = compared.map((row) => ({ row, delay: delayOf(handovers, scenario, row) }));
  const rowsWith = (...delay: readonly string[]): readonly HandoverRow[] =>
    told.flatMap((one) => (delay.includes(one.delay) ? one.row : []));
  const apart = (['longer', 'shorter'] as const).flatMap((delay) => {
    const rows = rowsWith(delay);
    if (rows.length === 0) return [];
    const withRatio = rows.flatMap((row, index): Text => {
      const ratio = formatRatio(row.worstDelayToControl?.value ?? NaN);
      return [...(index === 0 ? [] : [', ']), code(row.arm), ` (${ratio})`];
    });
    return [text`The worst delay after the order is ${delay} than the control’s with ${withRatio}.`];
  });
  const alike = rowsWith('not-told', 'no-interval');
  return [
    ...apart,
    ...(alike.length === 0 ? [] : [text`No delay could be told from the control with ${armsOf(alike)}.`]),
  ];
}

function tooFew(
  handovers: HandoverResults,
  scenario: HandoverScenario,
  rows: readonly HandoverRow[],
): readonly Text[] {
  const few = rows.filter((row) => ['too-few', 'none'].includes(allowedOf(handovers, scenario, row)));
  if (few.length === rows.length) {
    return [text`Nothing is claimed: no arm has ten handovers that ended well.`];
  }
  return few.length === 0
    ? []
    : [text`Nothing is claimed of ${armsOf(few)}: fewer than ten handovers ended well.`];
}

/** They are in no number, and may be what the way of handing over did. */
function failed(rows: readonly HandoverRow[]): readonly Text[] {
  const some = rows.filter(({ handoversFailed }) => handoversFailed > 0);
  if (some.length === 0) return [];
  const words = some.flatMap(({ arm, handoversFailed }, index): Text => [
    ...(index === 0 ? [] : [', ']),
    code(arm),
    ` (${formatCount(handoversFailed)})`,
  ]);
  return [text`Handovers that failed or were void, and are in no number: ${words}.`];
}

function armsOf(rows: readonly HandoverRow[]): Text {
  return listed(rows.map(({ arm }) => code(arm)));
}
