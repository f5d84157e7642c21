// SPDX-License-Identifier: Apache-2.0
// A comparison in the few words of a table's cell. As in the sentences, comparison.ts alone decides which they are.

import type { Estimate, RatioEstimate, Result, Row } from '../../bench/results/result.ts';
import type { Comparison } from '../comparison.ts';
import { compareCpuOfRow, compareRow, unsoundArm } from '../comparison.ts';
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

/** "cheaper", "looks dearer (exploratory)", "no difference shown": what a row's ratio to its reference allows. */
export function claimWords(result: Result, row: Row): string {
  const comparison = compareRow(result, row);
  if (row.wall === null && comparison !== 'unsound') return lostWords(row) ?? 'not measured';
  const words = wordsFor(comparison, { result, row, isDeclared: row.declared });
  const lost = lostWords(row);
  return lost === null ? words : `${words}; ${lost}`;
}

/** As claimWords, of CPU time; no such ratio is declared before a run. */
export function cpuClaimWords(result: Result, row: Row): string {
  return wordsFor(compareCpuOfRow(result, row), { result, row, isDeclared: false });
}

interface About {
  readonly result: Result;
  readonly row: Row;
  readonly isDeclared: boolean;
}

function wordsFor(comparison: Comparison, { result, row, isDeclared }: About): string {
  switch (comparison) {
    case 'less':
      return isDeclared ? 'cheaper' : 'looks cheaper (exploratory)';
    case 'more':
      return isDeclared ? 'dearer' : 'looks dearer (exploratory)';
    case 'none-shown':
      return 'no difference shown';
    case 'intervals-disagree':
      return 'no difference shown: the two intervals disagree';
    case 'among-many':
      return 'no difference shown: may be chance among so many';
    case 'weakened':
      return `nothing is claimed: weakened by ${weakenedBy(result, row)}`;
    case 'no-interval':
      return 'nothing is claimed: no interval';
    case 'unsound':
      return `no claim: the oracle of ${printable(unsoundArm(result, row) ?? row.arm)} failed`;
  }
}

function weakenedBy(result: Result, row: Row): string {
  return [...new Set(weakeningDoubts(result, row).map(({ id }) => id))].join(', ');
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
