// SPDX-License-Identifier: Apache-2.0
// The price of care: acknowledgements are timed, the checks of the oracle lie outside every interval.

import { code, paragraph, text } from '../blocks.ts';
import { comparisonTable } from './comparison-table.ts';
import type { Question } from './question.ts';

export const correctness: Question = {
  number: 8,
  words: 'What does correctness cost: acknowledgement, kcmp, truncation checks?',
  answer: ({ result }) => [
    ...comparisonTable(result, 'An acknowledgement for each message, and what the harness itself adds', [
      { id: 'acknowledge', words: 'Every message acknowledged, against the transfer' },
      { id: 'harness-overhead', words: 'Started by Node, against plain C' },
    ]),
    paragraph(
      text`${code('kcmp')} and the other checks of the oracle lie outside every interval, and the truncation check is in every receive of a push: neither has a number of its own, and this version cannot measure them apart.`,
    ),
  ],
  charts: { beginnings: ['ratio-forest'] },
};
