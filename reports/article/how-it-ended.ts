// SPDX-License-Identifier: Apache-2.0
// What a reader of the answer must know of its blocks: where a cell ended before its plan, and how large a difference its
// interval leaves open where none is shown.

import type { Result, Row } from '../../bench/results/result.ts';
import { defaultTolerance } from '../../bench/results/tolerances.ts';
import { compareRow } from '../comparison.ts';
import { formatCount, formatCoverage } from '../format.ts';
import { findCell, headingForPlacement, headlineScenario } from '../row-lookup.ts';
import { strong, text } from './blocks.ts';
import type { Text } from './blocks.ts';

/** One for each declared comparison of the headline that has something to tell. */
export function howItEnded(result: Result): readonly Text[] {
  return result.rows
    .filter(({ scenario, declared }) => scenario === headlineScenario && declared)
    .flatMap((row) => {
      const pieces = [earlyEnd(result, row), leftOpen(result, row)].filter((piece) => piece !== '');
      const place = strong(`${headingForPlacement(row.placement)}:`);
      return pieces.length === 0 ? [] : [text`${place} ${pieces.join('; ')}.`];
    });
}

function earlyEnd(result: Result, { placement, ratioToReference }: Row): string {
  const cell = findCell(result, { scenario: headlineScenario, placement });
  if (cell?.endedBy !== 'decided' || ratioToReference?.interval == null) return '';
  const level = formatCoverage(ratioToReference.interval.coverage);
  return `it ended after ${formatCount(ratioToReference.blocks)} of ${formatCount(cell.blocks)} blocks, decided at the look that was planned for it; the ${level} level pays for both looks`;
}

/** By the tolerance of the gates, which is also what ends a cell (docs/method.md). */
function leftOpen(result: Result, row: Row): string {
  const { ratioToReference, placement } = row;
  const interval = ratioToReference?.interval;
  const tolerance = defaultTolerance(placement, 'p50');
  if (interval == null || compareRow(result, row) !== 'none-shown') return '';
  const isWithin = interval.lo > 1 - tolerance && interval.hi < 1 + tolerance;
  return isWithin
    ? `the interval lies within ${formatCount(tolerance * 100)} % of 1: no larger difference is left open`
    : '';
}
