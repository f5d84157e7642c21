// SPDX-License-Identifier: Apache-2.0
// Words one comparison of two arms. The interval alone decides which sentence it is; the names come
// from the result.

import type { Estimate, Result, Row } from '../../bench/results/result.ts';
import { commandToMeasure } from '../commands.ts';
import { compareWithOne } from '../comparison.ts';
import { printable } from '../escape.ts';
import {
  formatCountOf,
  formatCoverage,
  formatDuration,
  formatRatio,
  formatRatioInterval,
} from '../format.ts';
import { armOfRow, findCell, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import { code, strong, text } from './blocks.ts';
import type { Inline, Text } from './blocks.ts';

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
  if (compared.length === 0) return [missingSentence(result, cell, null)];
  return compared.map((arm) => {
    const row = rows.find((each) => each.arm === arm);
    const other = rows.find((each) => each.arm === reference);
    if (row?.wall == null) return missingSentence(result, cell, arm);
    if (other?.wall == null) return missingSentence(result, cell, reference);
    return comparisonSentence(row, other);
  });
}

/** Words the ratio of a row to its reference's row. */
export function comparisonSentence(row: Row, reference: Row): Text {
  const place = strong(capitalised(`${wordsForPlacement(row.placement)}:`));
  const [arm, other] = [code(row.arm), code(reference.arm)];
  const unsound = [row, reference].find((each) => each.oracle === 'fail');
  if (unsound !== undefined) {
    return text`${place} no claim, because the oracle of ${code(unsound.arm)} failed.`;
  }
  const ratio = row.ratioToReference;
  if (ratio === null)
    return text`${place} ${arm} and ${other} were not measured in the same blocks, so nothing is claimed.`;
  const times = timesOf(row, reference);
  const numbers = numbersOf(ratio);
  switch (compareWithOne(ratio)) {
    case 'less':
      return text`${place} ${arm} is cheaper than ${other}: it takes ${strong(formatRatio(ratio.value))} the time ${numbers}${times}.`;
    case 'more':
      return text`${place} ${other} is cheaper than ${arm}, which takes ${strong(formatRatio(ratio.value))} the time ${numbers}${times}.`;
    case 'none-shown':
      return text`${place} no difference shown between ${arm} and ${other}: the ratio is ${formatRatio(ratio.value)} and its interval includes 1 ${numbers}${times}.`;
    case 'no-interval':
      return text`${place} nothing is claimed about ${arm} and ${other}: ${formatCountOf(ratio.blocks, 'block')} ${ratio.blocks === 1 ? 'gives' : 'give'} no interval. The ratio seen was ${formatRatio(ratio.value)}${times}.`;
  }
}

function numbersOf({ interval, blocks }: Estimate): string {
  if (interval === null) return '';
  return `(${formatCoverage(interval.coverage)} interval ${formatRatioInterval(interval.lo, interval.hi)}, ${formatCountOf(blocks, 'block')})`;
}

function timesOf(row: Row, reference: Row): string {
  const [own, other] = [row.wall?.p50.value, reference.wall?.p50.value];
  return own === undefined || other === undefined
    ? ''
    : `; p50 ${formatDuration(own)} against ${formatDuration(other)}`;
}

/** Why an arm, or with null the whole cell, has no number; with the command that would give one. */
function missingSentence(result: Result, cell: Cell, arm: string | null): Text {
  const place = strong(capitalised(`${wordsForPlacement(cell.placement)}:`));
  const command = code(commandToMeasure(cell.scenario, cell.placement));
  const what: Inline | Text = arm === null ? 'nothing to compare was' : text`${code(arm)} was`;
  const reason = reasonOf(result, cell, arm);
  return text`${place} ${what} not measured here${reason === null ? '' : ` (${reason})`}. To measure it: ${command}`;
}

function reasonOf(result: Result, cell: Cell, arm: string | null): string | null {
  const here = result.skips.filter(
    (skip) =>
      skip.scenario === cell.scenario && (skip.placement === cell.placement || skip.placement === null),
  );
  const skip = here.find((each) => each.arm === arm) ?? here.find((each) => each.arm === null);
  if (skip !== undefined) return printable(skip.reason);
  const failed = result.launches.find(
    (launch) =>
      launch.scenario === cell.scenario &&
      launch.placement === cell.placement &&
      launch.arm === arm &&
      launch.failure !== null,
  );
  return failed?.failure == null ? null : `its launches failed: ${printable(failed.failure.code)}`;
}

function skippedArms(result: Result, cell: Cell): readonly string[] {
  return result.skips.flatMap((skip) =>
    skip.scenario === cell.scenario && (skip.placement === cell.placement || skip.placement === null)
      ? (skip.arm ?? [])
      : [],
  );
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
