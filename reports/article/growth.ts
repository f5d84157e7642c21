// SPDX-License-Identifier: Apache-2.0
// How costs grow: the exponent of each arm along its axis, with its interval and what weakens it.

import { axisWords } from '../../bench/results/axis-words.ts';
import { measureOf } from '../../bench/results/measure-words.ts';
import type { Growth, Result } from '../../bench/results/result.ts';
import { growthDoubts, isGrowthUnsound } from '../../bench/stats/growth-doubts.ts';
import { digitsFor, formatExponent } from '../../bench/stats/growth-text.ts';
import { formatCount, noNumber } from '../format.ts';
import { findScenario, wordsForPlacement } from '../row-lookup.ts';
import { code, listed, paragraph, strong, text } from './blocks.ts';
import type { RowGroup, TableCell, Text } from './blocks.ts';
import type { Section } from './section.ts';

export const growth: Section = {
  id: 'growth',
  title: 'How costs grow',
  blocks: ({ result }) => {
    const { growths = [] } = result;
    return growths.length === 0
      ? []
      : [
          paragraph(
            text`Cost is proportional to a power of what the axis counts: with exponent ${strong('1')} twice as many cost twice as much, with ${strong('0')} they cost the same. The exponent is fitted in each block on its own, over the logarithms of its medians; told is the Hodges–Lehmann estimate over blocks with the interval of the signed-rank test, which does not ask whether the line bends. Exploratory.`,
          ),
          {
            kind: 'table',
            caption: 'Exponents by scenario and placement',
            columns: [
              { title: 'arm', align: 'left' },
              { title: 'of', align: 'left' },
              { title: 'grows with', align: 'left' },
              { title: 'exponent', align: 'right' },
              { title: 'from', align: 'right' },
              { title: 'to', align: 'right' },
              { title: 'points', align: 'right' },
              { title: 'blocks', align: 'right' },
              { title: 'weakened by', align: 'left' },
            ],
            groups: groupsOf(result, growths),
          },
        ];
  },
};

/** In the order of the result. */
function groupsOf(result: Result, growths: readonly Growth[]): readonly RowGroup[] {
  const groups = new Map<string, RowGroup['rows'][number][]>();
  for (const one of growths) {
    const heading = `${one.scenario}, ${wordsForPlacement(one.placement)}`;
    groups.set(heading, [...(groups.get(heading) ?? []), rowOf(result, one)]);
  }
  return [...groups].map(([heading, rows]) => ({ heading, rows }));
}

function rowOf(result: Result, one: Growth): readonly TableCell[] {
  const { arm, parameter, measure, from, to, points, exponent } = one;
  const time =
    measure === 'cpu' ? 'CPU time of both roles' : measureOf(findScenario(result, one.scenario)).time;
  return [
    { text: [code(arm)] },
    { text: [time] },
    { text: [axisWords[parameter].axis] },
    exponentCell(exponent),
    { text: [formatCount(from)] },
    { text: [formatCount(to)] },
    { text: [formatCount(points)] },
    { text: [formatCount(exponent.blocks)] },
    doubtCell(result, one),
  ];
}

function exponentCell({ value, interval }: Growth['exponent']): TableCell {
  const digits = digitsFor(interval);
  const own = formatExponent(value, digits);
  return interval === null
    ? { text: [own], detail: 'no interval' }
    : {
        text: [own],
        detail: `${formatExponent(interval.lo, digits)} to ${formatExponent(interval.hi, digits)}`,
      };
}

/** Why nothing is claimed of a growth; null where something may be. */
export function whyNoGrowth(result: Result, growth: Growth): Text | null {
  if (isGrowthUnsound(result, growth)) return text`the oracle failed`;
  const ids = growthDoubts(result, growth);
  return ids.length === 0 ? null : text`weakened by ${listed(ids.map(code))}`;
}

function doubtCell(result: Result, growth: Growth): TableCell {
  if (isGrowthUnsound(result, growth)) return { text: text`the oracle failed` };
  const ids = growthDoubts(result, growth);
  return { text: ids.length === 0 ? [noNumber] : listed(ids.map(code)) };
}
