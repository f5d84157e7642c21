// SPDX-License-Identifier: Apache-2.0
// A crossover follows from ratios at several sizes: it can be claimed only where none of those beside it is weakened, and
// none of them unsound. It is a finding only where they were declared.

import type { DoubtId } from '../bench/results/doubt.ts';
import type { Crossover, Result, Row } from '../bench/results/result.ts';
import { unsoundArm } from './comparison.ts';
import { weakeningDoubts } from './row-doubts.ts';
import { rowsOfCell } from './row-lookup.ts';

/** Doubts that weaken the ratio of the two arms at a size inside the crossover's interval, or at the next one on either
 * side; [] without an interval, which claims nothing anyway. */
export function doubtsAround(result: Result, crossover: Crossover): readonly DoubtId[] {
  const near = rowsAround(result, crossover);
  return [...new Set(near.flatMap((row) => weakeningDoubts(result, row)).map(({ id }) => id))];
}

/** The arms whose oracle failed at such a size. */
export function unsoundAround(result: Result, crossover: Crossover): readonly string[] {
  return [...new Set(rowsAround(result, crossover).flatMap((row) => unsoundArm(result, row) ?? []))];
}

/** Unless every ratio that it follows from was declared before the run, it is a reason to look and no finding; ratios of CPU
 * time never are. */
export function isExploratory(result: Result, crossover: Crossover): boolean {
  const rows = rowsOfPair(result, crossover);
  return crossover.measure === 'cpu' || rows.length === 0 || rows.some(({ declared }) => !declared);
}

function rowsOfPair(
  result: Result,
  { above, below, ...cell }: Omit<Crossover, 'at' | 'status' | 'text' | 'measure'>,
): readonly Row[] {
  const arms = [above, below];
  return rowsOfCell(result, cell).filter(
    ({ arm, reference }) => arms.includes(arm) && arms.includes(reference ?? ''),
  );
}

function rowsAround(result: Result, { above, below, at, ...cell }: Crossover): readonly Row[] {
  if (at?.interval == null) return [];
  const { lo, hi } = at.interval;
  const rows = rowsOfPair(result, { above, below, ...cell });
  const sizes = rows.flatMap(({ point }) => point ?? []);
  const first = Math.max(...sizes.filter((size) => size <= lo));
  const last = Math.min(...sizes.filter((size) => size >= hi));
  return rows.filter(({ point }) => point !== null && point >= first && point <= last);
}
