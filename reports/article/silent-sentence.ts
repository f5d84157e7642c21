// SPDX-License-Identifier: Apache-2.0
// What an arm lost in silence, in words. Nothing lost is told with how much may be lost all the same; under ten blocks nothing
// is claimed.

import type { Estimate } from '../../bench/results/result.ts';
import type { SilentResults, SilentRow } from '../../bench/results/silent.ts';
import { minimumBlocks } from '../../bench/stats/estimate.ts';
import { ratedTransfers } from '../../bench/stats/silent-rows.ts';
import type { SilentScenario } from '../../scenarios/silent-scenario.ts';
import { formatCount, formatCountOf, formatCoverage, formatInterval, formatNumber } from '../format.ts';
import { isEnough, isSpoiled, rowsOfArm, spoiledAtMost } from '../silent-lookup.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';

/** A sentence for each arm that has rows. */
export function armSentences(silent: SilentResults, scenario: SilentScenario): readonly Text[] {
  return scenario.arms.flatMap(({ id }) => {
    const rows = rowsOfArm(silent, scenario, id);
    return rows.length === 0 ? [] : [sentenceOf(id, rows)];
  });
}

function sentenceOf(arm: string, rows: readonly SilentRow[]): Text {
  const enough = rows.filter(isEnough);
  if (enough.length === 0) {
    const most = Math.max(...rows.map(({ launches }) => launches));
    return text`${code(arm)}: ${formatCountOf(most, 'block')} ${most === 1 ? 'is' : 'are'} too few (${formatCount(minimumBlocks)} are asked for), so nothing is claimed.`;
  }
  const spoiled = enough.filter(isSpoiled);
  const clean = enough.filter((row) => !isSpoiled(row));
  const parts = [
    ...spoiled.map((row) => text`under ${code(row.condition)}, ${spoiledWords(row)}`),
    ...(clean.length === 0 ? [] : [cleanWords(clean)]),
  ];
  return text`${code(arm)}: ${parts.flatMap((part, i): Text => (i === 0 ? part : ['; ', ...part]))}${refusedWords(enough)}${inheritedWords(enough)}.`;
}

/** "of 45,000 descriptors 2,150 swapped (1,950 per 100,000 transfers, 1,700–2,100)". */
function spoiledWords({ ledger, truncated, lost, swapped }: SilentRow): string {
  const kinds: readonly (readonly [number, Estimate | null, string])[] = [
    [ledger.truncated, truncated, 'truncated'],
    [ledger.lost, lost, 'lost'],
    [ledger.swapped, swapped, 'swapped'],
    [ledger.surplus, null, 'more than were meant'],
  ];
  const told = kinds.filter(([count]) => count > 0);
  const words = told.map(([count, rate, word]) => `${formatCount(count)} ${word}${rateWords(rate)}`);
  return `of ${formatCountOf(ledger.meant, 'descriptor')} ${words.join(' and ')}`;
}

function rateWords(rate: Estimate | null): string {
  if (rate === null) return '';
  const range = rate.interval === null ? '' : `, ${formatInterval(rate.interval.lo, rate.interval.hi)}`;
  return ` (${formatNumber(rate.value)} per ${formatCount(ratedTransfers)} transfers${range})`;
}

/** The widest bound of all conditions. */
function cleanWords(rows: readonly SilentRow[]): Text {
  const transfers = rows.reduce((sum, row) => sum + row.transfers, 0);
  const most = Math.max(...rows.map(spoiledAtMost));
  const coverage = Math.min(...rows.map(({ spoiledShare }) => spoiledShare.coverage));
  const names = rows.flatMap(({ condition }, i): Text =>
    i === 0 ? [code(condition)] : [', ', code(condition)],
  );
  return text`nothing truncated, lost or swapped in ${formatCountOf(transfers, 'transfer')} under ${names}; at most ${formatCount(most)} of ${formatCount(ratedTransfers)} transfers are spoiled under each (${formatCoverage(coverage)})`;
}

function refusedWords(rows: readonly SilentRow[]): Text {
  const refusing = rows.filter(({ ledger }) => ledger.refused > 0);
  if (refusing.length === 0) return [];
  const parts = refusing.flatMap(({ condition, refused }, i): Text =>
    [...(i === 0 ? [] : [', ']), text`${code(condition)}${rateWords(refused)}`].flat(),
  );
  return text`. Refused, and both were told: ${parts}`;
}

function inheritedWords(rows: readonly SilentRow[]): string {
  const inherited = rows.reduce((sum, { ledger }) => sum + ledger.inheritable, 0);
  const held = rows.reduce((sum, { ledger }) => sum + ledger.right + ledger.swapped + ledger.surplus, 0);
  if (inherited === 0) return '';
  const share =
    inherited === held
      ? 'Each descriptor that it held'
      : `${formatCount(inherited)} of ${formatCount(held)} descriptors`;
  return `. ${share} would have gone to the next program as well: no close-on-exec`;
}
