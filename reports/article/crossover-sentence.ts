// SPDX-License-Identifier: Apache-2.0
// Words a crossover: from which point of an axis on which arm is cheaper, or why that cannot be said.

import { axisWords, pointsInList } from '../../bench/results/axis-words.ts';
import type { Crossover, Estimate, Result, Row } from '../../bench/results/result.ts';
import { compareCpuOfRow, compareRow } from '../comparison.ts';
import { formatCount, formatCountOf, formatCoverage, formatInterval, formatNumber } from '../format.ts';
import { doubtsAround, isExploratory, unsoundAround } from '../crossover-doubts.ts';
import { axisOfScenario, rowsOfCell, wordsForPlacement } from '../row-lookup.ts';
import { code, listed, strong, text } from './blocks.ts';
import type { Text } from './blocks.ts';

/** One sentence for one crossover; claims only what intervals carry. */
export function crossoverSentence(result: Result, crossover: Crossover): Text {
  const measure = crossover.measure === 'wall' ? 'wall time' : 'CPU time';
  const place = strong(`${capitalised(wordsForPlacement(crossover.placement))}, ${measure}:`);
  switch (crossover.status) {
    case 'found':
      return text`${place} ${foundSentence(result, crossover)}`;
    case 'below-axis':
      return text`${place} ${wholeAxisSentence(result, crossover, crossover.above, crossover.below)}`;
    case 'above-axis':
      return text`${place} ${wholeAxisSentence(result, crossover, crossover.below, crossover.above)}`;
    case 'open':
      return text`${place} no crossover between ${code(crossover.below)} and ${code(crossover.above)} is claimed: its interval reaches an end of the sizes measured${seenAt(result, crossover)}.${shownFrom(result, crossover)}`;
  }
}

function foundSentence(result: Result, crossover: Crossover): Text {
  const { at, above, below } = crossover;
  const noClaim = text`nothing is claimed about where ${code(above)} becomes cheaper than ${code(below)}:`;
  if (at?.interval == null)
    return text`${noClaim} too few blocks for an interval${seenAt(result, crossover)}.`;
  const unsound = unsoundAround(result, crossover);
  if (unsound.length > 0) {
    return text`${noClaim} the oracle of ${listed(unsound.map(code))} failed at a size from which it would follow${seenAt(result, crossover)}.`;
  }
  const doubts = doubtsAround(result, crossover);
  if (doubts.length > 0) {
    return text`${noClaim} a doubt weakens a ratio from which it would follow (${listed(doubts.map(code))})${seenAt(result, crossover)}.`;
  }
  const { lo, hi, coverage } = at.interval;
  const { kind, is } = verbOf(result, crossover);
  return text`${kind}${code(above)} ${is} cheaper than ${code(below)} above ${strong(formatNumber(at.value))} ${unitOf(result, crossover)}, ${code(below)} below that (${formatCoverage(coverage)} interval ${formatInterval(lo, hi)}, ${formatCountOf(at.blocks, 'block')}; interpolated between the sizes measured).`;
}

/** As of ratios: what was not declared looks so, and is called exploratory. */
function verbOf(result: Result, crossover: Crossover): { readonly kind: string; readonly is: string } {
  return isExploratory(result, crossover) ? { kind: 'exploratory, ', is: 'looks' } : { kind: '', is: 'is' };
}

/** What the crossover's number counts: "descriptors a transfer". */
function unitOf(result: Result, { scenario }: Crossover): string {
  return axisWords[axisOfScenario(result, scenario)].unit;
}

function seenAt(result: Result, crossover: Crossover): string {
  const { at } = crossover;
  return at === null ? '' : ` (seen at about ${formatNumber(at.value)} ${unitOf(result, crossover)})`;
}

/** No crossing inside the axis: says at how many of its sizes the interval shows the cheaper arm. */
function wholeAxisSentence(result: Result, crossover: Crossover, cheaper: string, other: string): Text {
  const sizes = sizesAlongAxis(result, crossover, cheaper, other);
  const shown = sizes.filter(({ isShown }) => isShown).length;
  const { kind, is } = verbOf(result, crossover);
  const names = text`${kind}${code(cheaper)} ${is} cheaper than ${code(other)}`;
  if (shown === 0)
    return text`no crossover and no difference shown between ${code(cheaper)} and ${code(other)} at any size.`;
  if (shown === sizes.length) {
    return text`${names} at every size measured; there is no crossover (every interval leaves 1 out, ${formatCountOf(shown, 'size')}).`;
  }
  return text`${names} at ${formatCount(shown)} of ${formatCountOf(sizes.length, 'size')}; at the others no difference is shown. There is no crossover inside the sizes measured.`;
}

/** The smallest size from which on every interval shows the upper arm to be cheaper: that much can
 * be said where the crossover itself is not known. */
function shownFrom(result: Result, crossover: Crossover): Text {
  const { above, below } = crossover;
  const sizes = sizesAlongAxis(result, crossover, above, below);
  const lastOpen = sizes.findLastIndex(({ isShown }) => !isShown);
  const first = sizes[lastOpen + 1];
  if (first === undefined) return [];
  const { kind, is } = verbOf(result, crossover);
  return text` From ${strong(pointsInList(axisOfScenario(result, crossover.scenario), [first.point]))} on, ${kind}${code(above)} ${is} cheaper at every size measured (every interval leaves 1 out).`;
}

interface Size {
  readonly point: number;
  readonly isShown: boolean;
}

/** For each size where the two arms are compared directly, rising: does the interval show it? */
function sizesAlongAxis(
  result: Result,
  crossover: Crossover,
  cheaper: string,
  other: string,
): readonly Size[] {
  const sizes = rowsOfCell(result, crossover).flatMap((row): Size[] => {
    if (row.point === null || ratioOf(row, crossover.measure) === null) return [];
    const { point } = row;
    const comparison = crossover.measure === 'wall' ? compareRow(result, row) : compareCpuOfRow(result, row);
    if (row.arm === cheaper && row.reference === other) return [{ point, isShown: comparison === 'less' }];
    if (row.arm === other && row.reference === cheaper) return [{ point, isShown: comparison === 'more' }];
    return [];
  });
  return sizes.sort((a, b) => a.point - b.point);
}

function ratioOf(row: Row, measure: Crossover['measure']): Estimate | null {
  return measure === 'wall' ? row.ratioToReference : row.cpuRatioToReference;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
