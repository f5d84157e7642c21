// SPDX-License-Identifier: Apache-2.0
// Donors that are busy, starved, stopped, crowded or calling exec: asked, and not asked.

import type { Result } from '../../../bench/results/result.ts';
import { compareRow } from '../../comparison.ts';
import { armOfRow } from '../../row-lookup.ts';
import { code, listed, paragraph, text } from '../blocks.ts';
import type { Block, Text } from '../blocks.ts';
import { growthSentence } from '../growth-sentence.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';
import { comparisonTable } from './comparison-table.ts';
import type { Topic } from './comparison-table.ts';
import type { Question } from './question.ts';

const states: readonly (Topic & { readonly isAsked: boolean })[] = [
  { id: 'busy-donor', words: 'Busy, and asked', isAsked: true },
  { id: 'busy-donor-unasked', words: 'Busy, not asked', isAsked: false },
  { id: 'starved-donor', words: 'Starved of CPU time, and asked', isAsked: true },
  { id: 'stopped-donor', words: 'Stopped, and asked', isAsked: true },
  { id: 'stopped-donor-unasked', words: 'Stopped, not asked', isAsked: false },
  { id: 'busy-threads', words: '64 threads at work, and asked', isAsked: true },
  { id: 'busy-threads-unasked', words: '64 threads or an exec storm, not asked', isAsked: false },
];
const sizes = ['table-size', 'donor-threads'];

export const troubledDonor: Question = {
  number: 5,
  words:
    'What happens with a busy, starved, stopped or exec’ing donor, a table of 20,000 descriptors, 64 threads churning it?',
  answer: ({ result }) => [
    paragraph(
      text`A donor that is asked must run to answer; one that is not asked is pulled from by a known number. Those are different intervals: each row is compared within its own.`,
    ),
    ...comparisonTable(result, 'A donor in each state, against the same arm without it', states),
    ...cheaperUnderLoad(result),
    { kind: 'list', items: sizes.flatMap((id) => growthSentences(result, id)) } satisfies Block,
  ],
  charts: { scenarios: [...states.map(({ id }) => id), ...sizes] },
};

/** A reader stumbles over a load that makes things cheaper: says what may be behind it, and that this is not measured. */
function cheaperUnderLoad(result: Result): readonly Block[] {
  const found = states.filter(({ id, isAsked }) =>
    result.rows.some(
      (row) =>
        isAsked &&
        row.scenario === id &&
        row.reference !== null &&
        !armOfRow(result, row).isFloor &&
        compareRow(result, row) === 'less',
    ),
  );
  if (found.length === 0) return [];
  return [
    paragraph(
      text`In ${listed(found.map(({ id }) => code(id)))} a donor with work beside it looks cheaper than one without. The interval holds the donor’s wake-up: an idle CPU may sleep and must be woken, a busy one is awake. This run does not measure that apart.`,
    ),
  ];
}

/** Of wall time; where nothing was fitted, the comparison's own section has the numbers. */
function growthSentences(result: Result, id: string): readonly Text[] {
  if (!isScenarioMeasured(result, id)) return [scenarioMissing(result, id)];
  const growths = (result.growths ?? []).filter((one) => one.scenario === id && one.measure === 'wall');
  if (growths.length === 0) return [text`${code(id)}: no growth was fitted; the numbers are in its table.`];
  return growths.map((one) => text`${code(id)}. ${growthSentence(result, one)}`);
}
