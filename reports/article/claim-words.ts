// SPDX-License-Identifier: Apache-2.0
// A comparison in the few words of a table's cell. As in the sentences, comparison.ts alone decides which they are.

import type { Estimate, RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import type { Comparison } from '../comparison.ts';
import { compareCpuOfRow, compareRow } from '../comparison.ts';
import { printable } from '../escape.ts';
import {
  formatCount,
  formatCountOf,
  formatCoverage,
  formatDuration,
  formatDurationInterval,
  formatRatio,
  formatRatioInterval,
} from '../format.ts';
import { weakeningDoubts } from '../row-doubts.ts';
import { rowsOfCell } from '../row-lookup.ts';

/** "cheaper", "looks dearer (exploratory)", "no difference shown": what a row's ratio to its reference allows. */
export function claimWords(result: Result, row: Row): string {
  const unsound = unsoundArm(result, row);
  if (unsound !== null) return `no claim: the oracle of ${printable(unsound)} failed`;
  if (row.wall === null) return lostWords(row) ?? 'not measured';
  const ids = [...new Set(weakeningDoubts(result, row).map(({ id }) => id))].join(', ');
  const words = wordsFor(compareRow(result, row), { isDeclared: row.declared, ids });
  const lost = lostWords(row);
  return lost === null ? words : `${words}; ${lost}`;
}

/** As claimWords, of CPU time; no such ratio is declared before a run. */
export function cpuClaimWords(result: Result, row: Row): string {
  const unsound = unsoundArm(result, row);
  if (unsound !== null) return `no claim: the oracle of ${printable(unsound)} failed`;
  const ids = [...new Set(weakeningDoubts(result, row).map(({ id }) => id))].join(', ');
  return wordsFor(compareCpuOfRow(result, row), { isDeclared: false, ids });
}

function wordsFor(comparison: Comparison, about: { isDeclared: boolean; ids: string }): string {
  switch (comparison) {
    case 'less':
      return about.isDeclared ? 'cheaper' : 'looks cheaper (exploratory)';
    case 'more':
      return about.isDeclared ? 'dearer' : 'looks dearer (exploratory)';
    case 'none-shown':
      return 'no difference shown';
    case 'intervals-disagree':
      return 'no difference shown: the two intervals disagree';
    case 'among-many':
      return 'no difference shown: may be chance among so many';
    case 'weakened':
      return `nothing is claimed: weakened by ${about.ids}`;
    case 'no-interval':
      return 'nothing is claimed: no interval';
  }
}

/** The arm of a comparison whose oracle failed: the row's, or its reference's at the same point. */
export function unsoundArm(result: Result, row: Row): string | null {
  const rows = rowsOfCell(result, row).filter(({ point }) => point === row.point);
  const compared = rows.filter(({ arm }) => arm === row.arm || arm === row.reference);
  return compared.find(({ oracle }) => oracle === 'fail')?.arm ?? null;
}

/** "100 of 100 lost"; null where transfers have no end of time, or none was lost. */
export function lostWords({ outcomes }: Row): string | null {
  return outcomes === undefined || outcomes.lost === 0
    ? null
    : `${formatCount(outcomes.lost)} of ${formatCount(outcomes.offered)} lost`;
}

/** "1.02× (98.3 % interval 1.01–1.03, 40 blocks)". */
export function ratioWords({ value, interval, blocks }: RatioEstimate): string {
  const range =
    interval === null
      ? 'no interval'
      : `${formatCoverage(interval.coverage)} interval ${formatRatioInterval(interval.lo, interval.hi)}`;
  return `${formatRatio(value)} (${range}, ${formatCountOf(blocks, 'block')})`;
}

/** "15.9 µs (98.3 % interval 15.8–16.1 µs, 40 blocks)". */
export function durationWords({ value, interval, blocks }: Estimate): string {
  const range =
    interval === null
      ? 'no interval'
      : `${formatCoverage(interval.coverage)} interval ${formatDurationInterval(interval.lo, interval.hi)}`;
  return `${formatDuration(value)} (${range}, ${formatCountOf(blocks, 'block')})`;
}
