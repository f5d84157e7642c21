// SPDX-License-Identifier: Apache-2.0
// Lost or swapped descriptors: from the rows where they were counted; else the oracle's record is what there is.

import type { Result } from '../../../bench/results/result.ts';
import { commandToMeasure } from '../../commands.ts';
import { formatCount, formatCountOf } from '../../format.ts';
import { armOfRow } from '../../row-lookup.ts';
import { silentOf, silentScenario, whyNotCounted } from '../../silent-lookup.ts';
import { code, paragraph, text, toSection } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { armSentences } from '../silent-sentence.ts';
import type { Question } from './question.ts';

export const silentFailures: Question = {
  number: 9,
  words: 'How often do silent failures lose or swap a descriptor?',
  answer: ({ result }) => {
    const silent = silentOf(result);
    if (silent === undefined) {
      return [
        paragraph(
          text`Not measured here${whyNotCounted(result)}. ${oracleRecord(result)}To measure it: ${code(commandToMeasure(silentScenario))}`,
        ),
      ];
    }
    return [
      { kind: 'list', items: silent.scenarios.flatMap((scenario) => armSentences(silent, scenario)) },
      paragraph(
        text`What is done there, with every count: ${toSection('Silent failures', 'silent-failures')}.`,
      ),
    ];
  },
};

/** Of launches that move something: a floor has nothing to check. */
function oracleRecord(result: Result): Text {
  const checked = result.launches.filter(
    (launch) => launch.oracle !== 'not-run' && !armOfRow(result, launch).isFloor,
  );
  if (checked.length === 0) return [];
  const failed = checked.filter(({ oracle }) => oracle === 'fail').length;
  const seen =
    failed === 0
      ? text`found no descriptor swapped or missing in what arrived`
      : text`failed in ${formatCount(failed)}: descriptors did not arrive as they were sent`;
  return text`In this run, where nothing provokes them, the oracle checked ${formatCountOf(checked.length, 'launch', 'launches')} and ${seen}; that is no rate. `;
}
