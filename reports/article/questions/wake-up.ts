// SPDX-License-Identifier: Apache-2.0
// How much of a transfer is the message and its wake-up, and what a pull costs with and without one.

import type { Result, Row } from '../../../bench/results/result.ts';
import { formatCount, formatCoverage, formatDuration, formatShare } from '../../format.ts';
import { weakeningDoubts } from '../../row-doubts.ts';
import {
  armOfRow,
  descriptorsOf,
  floorBeside,
  headlineScenario,
  placementsWithRows,
  rowsOfCell,
  wordsForPlacement,
} from '../../row-lookup.ts';
import { headlineSentences } from '../answer.ts';
import { code, listed, paragraph, strong, text } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { durationWords } from '../claim-words.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';
import type { Question } from './question.ts';

const knownNumbers = 'numbers-known';

export const wakeUp: Question = {
  number: 4,
  words:
    'How much of the cost is the donor’s wake-up; what is left of pull’s advantage when the number must be asked for?',
  answer: ({ result }) => [
    paragraph(
      text`The floor sends the same message, wakes the same process and carries no descriptor: its share is what message and wake-up cost together.`,
    ),
    {
      kind: 'list',
      items: [
        ...(isScenarioMeasured(result, headlineScenario) ? floorShares(result) : []),
        ...headlineSentences(result).map((sentence) => text`Announced. ${sentence}`),
        ...knownSentences(result),
      ],
    },
  ],
  charts: { beginnings: ['ecdf', 'stopwatch'] },
};

/** "Across CPUs: the floor is 89.3 % of what scm_rights takes (…)". */
function floorShares(result: Result): readonly Text[] {
  return placementsWithRows(result, headlineScenario).flatMap((placement) =>
    rowsOfCell(result, { scenario: headlineScenario, placement }).flatMap((row): Text[] => {
      const ratio = row.ratioToFloor;
      if (ratio === null || !(ratio.value > 0)) return [];
      return [text`${strong(`Floor, ${wordsForPlacement(placement)}:`)} ${shareOf(result, row, ratio)}`];
    }),
  );
}

function shareOf(result: Result, row: Row, ratio: NonNullable<Row['ratioToFloor']>): Text {
  if (row.oracle === 'fail') return text`no claim, because the oracle of ${code(row.arm)} failed.`;
  const floor = floorBeside(result, row)?.arm ?? null;
  const doubts = weakeningDoubts(result, { ...row, reference: floor });
  if (doubts.length > 0) {
    const ids = listed([...new Set(doubts.map(({ id }) => id))].map(code));
    return text`nothing is claimed about its share in ${code(row.arm)}: weakened by ${ids}.`;
  }
  const share = formatShare(1 / ratio.value);
  const { interval } = ratio;
  if (interval === null || !(interval.lo > 0)) {
    return text`nothing is claimed about its share in ${code(row.arm)}: no interval; seen is ${share}.`;
  }
  return text`the floor takes ${strong(share)} of the time of ${code(row.arm)} (${formatCoverage(interval.coverage)} interval ${formatShare(1 / interval.hi)} to ${formatShare(1 / interval.lo)}, ${formatCount(ratio.blocks)} blocks).`;
}

/** A pull that nobody announces has an interval of its own: it is divided by nothing. */
function knownSentences(result: Result): readonly Text[] {
  if (!isScenarioMeasured(result, knownNumbers)) return [scenarioMissing(result, knownNumbers)];
  return result.rows.flatMap((row): Text[] => {
    if (row.scenario !== knownNumbers || row.wall === null || armOfRow(result, row).isFloor) return [];
    const descriptors = descriptorsOf(result, row);
    const each =
      descriptors > 1 ? `, that is ${formatDuration(row.wall.p50.value / descriptors)} a descriptor` : '';
    const place = strong(`Not announced, ${wordsForPlacement(row.placement)}:`);
    if (row.oracle === 'fail')
      return [text`${place} no claim, because the oracle of ${code(row.arm)} failed.`];
    return [
      text`${place} ${code(row.arm)} takes ${durationWords(row.wall.p50)} for ${formatCount(descriptors)} known numbers${each}. No message and no wake-up lie in this interval, so it is compared with nothing above.`,
    ];
  });
}
