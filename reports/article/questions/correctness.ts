// SPDX-License-Identifier: Apache-2.0
// The price of care: an acknowledgement alone, and all of the safe transfer; the oracle's checks lie outside every interval.

import type { Result } from '../../../bench/results/result.ts';
import { silentOf } from '../../silent-lookup.ts';
import { code, paragraph, text, toSection } from '../blocks.ts';
import type { Inline } from '../blocks.ts';
import { comparisonTable } from './comparison-table.ts';
import type { Question } from './question.ts';

export const correctness: Question = {
  number: 8,
  words: 'What does correctness cost: acknowledgement, kcmp, truncation checks?',
  answer: ({ result }) => [
    ...comparisonTable(result, 'What care costs, and what the harness itself adds', [
      {
        id: 'safe-transfer',
        words: 'One descriptor: asked for, held, checked, acknowledged, against the bare calls',
      },
      { id: 'safe-transfer-batch', words: 'The same with 16 descriptors' },
      { id: 'acknowledge', words: 'Every message acknowledged, against the transfer' },
      { id: 'harness-overhead', words: 'Started by Node, against plain C' },
    ]),
    paragraph(
      text`The safe transfer (${code('giveFds')}, ${code('takeFds')}) adds all of it at once: the receiver asks first, the donor holds duplicates until it is acknowledged, counts, truncation and identity are checked. Its interval is a lower bound: the receiver’s asking can hide behind the donor’s wake-up, and hearing the acknowledgement lies outside. What it prevents stands under ${whatItPrevents(result)}. ${code('kcmp')} and the other checks of the oracle lie outside every interval and have no number here.`,
    ),
  ],
  charts: { beginnings: ['ratio-forest'] },
};

/** Where they were counted, else where they are played. */
function whatItPrevents(result: Result): Inline {
  return silentOf(result) === undefined
    ? toSection('Hazards', 'hazards')
    : toSection('Silent failures', 'silent-failures');
}
