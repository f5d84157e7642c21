// SPDX-License-Identifier: Apache-2.0
// What would change the conclusion: comparisons that lie near their limit, placements that disagree, what was not
// measured, and another machine. Only comparisons that were declared conclude anything.

import type { Result, Row } from '../../bench/results/result.ts';
import type { Comparison } from '../comparison.ts';
import { compareRow, unsoundArm } from '../comparison.ts';
import { commandToMeasure, commandToRepeat } from '../commands.ts';
import { formatRatio, formatRatioInterval, formatShare } from '../format.ts';
import { headlineScenario, wordsForPlacement } from '../row-lookup.ts';
import { code, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import type { Section } from './section.ts';

export const whatWouldChange: Section = {
  id: 'what-would-change',
  title: 'What would change the conclusion',
  blocks: ({ result }) => [
    {
      kind: 'list',
      items: [
        ...nothingConcluded(result),
        ...nearOne(result),
        ...unsettled(result),
        ...disagreement(result),
        elsewhere(result),
      ],
    },
  ],
};

function nothingConcluded(result: Result): readonly Text[] {
  return soundRows(result).length > 0
    ? []
    : [
        text`No declared comparison was measured soundly, so this run concludes nothing. To measure one: ${code(commandToMeasure(headlineScenario))}`,
      ];
}

/** An interval whose nearer end is closer to 1 than this may turn with a small shift of the machine. */
const near = 0.03;

function nearOne(result: Result): readonly Text[] {
  return soundRows(result).flatMap((row): Text[] => {
    const interval = row.ratioToReference?.interval;
    const comparison = compareRow(result, row);
    if (interval == null || (comparison !== 'less' && comparison !== 'more')) return [];
    const distance = Math.min(Math.abs(interval.lo - 1), Math.abs(interval.hi - 1));
    return distance >= near
      ? []
      : [
          text`${placeOf(row)}: the difference is shown, but its interval (${formatRatioInterval(interval.lo, interval.hi)}) ends ${formatShare(distance)} from 1: so small a shift of either arm would undo it.`,
        ];
  });
}

function unsettled(result: Result): readonly Text[] {
  return soundRows(result).flatMap((row): Text[] => {
    const words = unsettledWords[compareRow(result, row)];
    const { ratioToReference: ratio } = row;
    return words === undefined || ratio === null
      ? []
      : [text`${placeOf(row)}: ${words}; the ratio seen is ${formatRatio(ratio.value)}.`];
  });
}

const unsettledWords: Partial<Record<Comparison, string>> = {
  'none-shown': 'no difference is shown; more blocks would narrow the interval, and may show one',
  'intervals-disagree': 'the two intervals disagree about 1; more blocks would settle it',
  'among-many': 'it may be chance among the comparisons made; more blocks would settle it',
  weakened: 'a doubt weakens the number; a run without that doubt would allow a claim, either way',
  'no-interval': 'there are too few blocks for an interval; more would allow a claim, either way',
};

function disagreement(result: Result): readonly Text[] {
  const shown = soundRows(result).flatMap((row) => {
    const comparison = compareRow(result, row);
    return comparison === 'less' || comparison === 'more' ? [{ row, comparison }] : [];
  });
  const kinds = new Set(shown.map(({ comparison }) => comparison));
  const places = shown
    .map(({ row }) => `${wordsForPlacement(row.placement)} ${formatRatio(row.ratioToReference?.value ?? 1)}`)
    .join(', ');
  if (kinds.size > 1) {
    return [
      text`Placements disagree about which is cheaper (${places}): where the scheduler puts the two processes decides.`,
    ];
  }
  return areApart(shown.map(({ row }) => row))
    ? [
        text`Placements agree about which is cheaper, not about by how much (${places}; intervals that do not overlap): where the scheduler puts the two processes decides that.`,
      ]
    : [];
}

/** Whether the intervals of any two have nothing in common. */
function areApart(rows: readonly Row[]): boolean {
  const intervals = rows.flatMap(({ ratioToReference }) => ratioToReference?.interval ?? []);
  return Math.max(...intervals.map(({ lo }) => lo)) > Math.min(...intervals.map(({ hi }) => hi));
}

/** Nothing in one run can say what another machine gives; the command asks it. */
function elsewhere(result: Result): Text {
  return text`Another machine, kernel or day. The same command there asks the same question: ${code(commandToRepeat(result.run))}`;
}

function soundRows(result: Result): readonly Row[] {
  return result.rows.filter((row) => row.declared && row.wall !== null && unsoundArm(result, row) === null);
}

function placeOf(row: Row): Text {
  return text`${code(row.arm)} against ${code(row.reference ?? '')} in ${code(row.scenario)}, ${wordsForPlacement(row.placement)}`;
}
