// SPDX-License-Identifier: Apache-2.0
// Words one comparison of two arms. The rule of comparison.ts alone decides which sentence it is; the names come from
// the result.

import type { RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import { compareRow, mostAdjustedP, unsoundArm } from '../comparison.ts';
import type { Comparison } from '../comparison.ts';
import { printable } from '../escape.ts';
import {
  formatCountOf,
  formatCoverage,
  formatDuration,
  formatP,
  formatRatio,
  formatRatioInterval,
} from '../format.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import { armOfRow, findCell, rowsOfCell, headingForPlacement } from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import { code, listed, strong, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import { missingSentence, skippedArms } from './missing-sentence.ts';

/** A sentence for every arm of a cell that is neither floor nor reference, measured or not. */
export function comparisonSentences(result: Result, cell: Cell): readonly Text[] {
  const rows = rowsOfCell(result, cell);
  const planned = findCell(result, cell)?.arms ?? [];
  const reference =
    rows.find((row) => row.reference !== null)?.reference ?? findCell(result, cell)?.reference ?? null;
  const ids = [
    ...new Set([
      ...planned.map((arm) => arm.id),
      ...rows.map((row) => row.arm),
      ...skippedArms(result, cell),
    ]),
  ];
  const compared = ids.filter((arm) => arm !== reference && !armOfRow(result, { ...cell, arm }).isFloor);
  const missing = (arm: string | null): Text => text`${placeOf(cell)} ${missingSentence(result, cell, arm)}`;
  if (compared.length === 0) return [missing(null)];
  return compared.map((arm) => {
    const row = rows.find((each) => each.arm === arm);
    const other = rows.find((each) => each.arm === reference);
    // Before what is missing: launches with a failed oracle give no number.
    if (row !== undefined && compareRow(result, row) === 'unsound') return unsoundSentence(result, row);
    if (row?.wall == null) return missing(arm);
    if (other?.wall == null) return missing(reference);
    return comparisonSentence(result, row, other);
  });
}

/** Words the ratio of a row to its reference's row. */
export function comparisonSentence(result: Result, row: Row, reference: Row): Text {
  const comparison = compareRow(result, row);
  if (comparison === 'unsound') return unsoundSentence(result, row);
  const ratio = row.ratioToReference;
  if (ratio === null) {
    const arms = text`${code(row.arm)} and ${code(reference.arm)}`;
    return text`${placeOf(row)} ${arms} were not measured in the same blocks, so nothing is claimed.`;
  }
  const kind = row.declared ? '' : 'exploratory, ';
  return text`${placeOf(row)} ${kind}${claimOf(result, row, { comparison, reference, ratio })}${timesOf(row, reference)}.`;
}

function unsoundSentence(result: Result, row: Row): Text {
  return text`${placeOf(row)} no claim, because the oracle of ${code(unsoundArm(result, row) ?? row.arm)} failed.`;
}

interface Compared {
  readonly comparison: Exclude<Comparison, 'unsound'>;
  readonly reference: Row;
  readonly ratio: RatioEstimate;
}

function claimOf(result: Result, row: Row, { comparison, reference, ratio }: Compared): Text {
  const [arm, other] = [code(row.arm), code(reference.arm)];
  const [value, numbers] = [formatRatio(ratio.value), numbersOf(row, ratio)];
  const is = row.declared ? 'is' : 'looks';
  const noDifference = text`no difference shown between ${arm} and ${other}:`;
  switch (comparison) {
    case 'less':
      return text`${arm} ${is} cheaper than ${other}: it takes ${strong(value)} the time ${numbers}`;
    case 'more':
      return text`${other} ${is} cheaper than ${arm}, which takes ${strong(value)} the time ${numbers}`;
    case 'none-shown':
      return text`${noDifference} the ratio is ${value} and its interval includes 1 ${numbers}`;
    case 'intervals-disagree':
      return text`${noDifference} the ratio is ${value}, and of its two intervals only one leaves 1 out ${numbers}`;
    case 'among-many':
      return text`${noDifference} the ratio is ${value}, which may be chance among ${amongMany(row)} ${numbers}`;
    case 'weakened': {
      const doubts = weakeningDoubts(result, row);
      const ids = listed([...new Set(doubts.map(({ id }) => id))].map(code));
      return text`nothing is claimed about ${arm} and ${other}, because a doubt weakens the number (${ids}): ${withoutStop(doubts[0]?.evidence ?? '')}; the ratio seen is ${value} ${numbers}`;
    }
    case 'no-interval':
      return text`nothing is claimed about ${arm} and ${other}: ${formatCountOf(ratio.blocks, 'block')} ${ratio.blocks === 1 ? 'gives' : 'give'} no interval; the ratio seen is ${value}`;
  }
}

function amongMany({ declared }: Row): string {
  return declared
    ? `the declared comparisons (p of at most ${formatP(mostAdjustedP.declared)} is asked for)`
    : `the exploratory comparisons (q of at most ${formatP(mostAdjustedP.exploratory)} is asked for)`;
}

/** Both intervals are told where they differ about 1; the sentence is long enough without. */
function numbersOf(row: Row, { interval, signInterval, blocks }: RatioEstimate): string {
  if (interval === null) return '';
  const { lo, hi, coverage } = interval;
  const isInside = (one: { readonly lo: number; readonly hi: number }): boolean => one.lo <= 1 && one.hi >= 1;
  const second =
    signInterval !== null && isInside(signInterval) !== isInside(interval)
      ? `, that of the sign test ${formatRatioInterval(signInterval.lo, signInterval.hi)}`
      : '';
  const { adjustedP, declared } = row;
  const p = adjustedP === null ? '' : `; ${declared ? 'p' : 'q'} ${formatP(adjustedP)}`;
  return `(${formatCoverage(coverage)} interval ${formatRatioInterval(lo, hi)}${second}, ${formatCountOf(blocks, 'block')}${p})`;
}

function timesOf(row: Row, reference: Row): string {
  const [own, other] = [row.wall?.p50.value, reference.wall?.p50.value];
  return own === undefined || other === undefined
    ? ''
    : `; p50 ${formatDuration(own)} against ${formatDuration(other)}`;
}

function placeOf({ placement }: Pick<Cell, 'placement'>): ReturnType<typeof strong> {
  return strong(`${headingForPlacement(placement)}:`);
}

/** A stored sentence as a part of another one. */
function withoutStop(sentence: string): string {
  return printable(sentence).replace(/\.$/, '');
}
