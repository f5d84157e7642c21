// SPDX-License-Identifier: Apache-2.0
// The answer in a few sentences: which arm is cheaper at one descriptor, in each placement, and from
// how many descriptors on that turns round.

import type { Result } from '../../bench/results/result.ts';
import { commandToMeasure } from '../commands.ts';
import { batchScenario, headlineScenario, placementsPlanned, rowsOfCell } from '../row-lookup.ts';
import { code, paragraph, strong, text } from './blocks.ts';
import type { Block, Text } from './blocks.ts';
import { comparisonSentences } from './comparison-sentence.ts';
import { crossoverSentence } from './crossover-sentence.ts';
import type { Section } from './section.ts';

export const answer: Section = {
  id: 'answer',
  title: 'The answer on this machine',
  blocks: ({ result }) => [
    { kind: 'heading', text: text`At one descriptor` },
    { kind: 'list', items: headlineSentences(result) },
    { kind: 'heading', text: text`As a transfer carries more` },
    { kind: 'list', items: crossoverSentences(result) },
    ...scope(result),
  ],
};

/** One sentence for each placement and arm of the headline scenario. */
export function headlineSentences(result: Result): readonly Text[] {
  const sentences = placementsPlanned(result, headlineScenario).flatMap((placement) =>
    comparisonSentences(result, { scenario: headlineScenario, placement }),
  );
  return sentences.length > 0 ? sentences : [notMeasured(headlineScenario)];
}

/** One sentence for each crossover that was looked for. */
export function crossoverSentences(result: Result): readonly Text[] {
  const sentences = result.crossovers.map((crossover) => crossoverSentence(result, crossover));
  if (sentences.length > 0) return sentences;
  const hasRows = placementsPlanned(result, batchScenario).some(
    (placement) => rowsOfCell(result, { scenario: batchScenario, placement }).length > 0,
  );
  return [hasRows ? text`No crossover was determined from the sizes measured.` : notMeasured(batchScenario)];
}

function notMeasured(scenario: string): Text {
  return text`Not measured here. To measure it: ${code(commandToMeasure(scenario))}`;
}

function scope(result: Result): readonly Block[] {
  if (result.rows.length === 0) return [];
  return [
    paragraph(
      text`These sentences hold for this machine, this kernel (${code(result.environment.kernel.release)}) and this run. Cheaper means less time over the interval that each scenario declares. A difference is shown where both intervals of the ratio leave 1 out, no doubt weakens it and it holds among all comparisons; else no difference is shown, which is not the same as no difference. ${strong('Exploratory')} is what was not declared before the run: a reason to look, not a result.`,
    ),
  ];
}
