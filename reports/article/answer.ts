// SPDX-License-Identifier: Apache-2.0
// The answer in a few sentences: which arm is cheaper at one descriptor, in each placement, and from
// how many descriptors on that turns round.

import type { Crossover, Result } from '../../bench/results/result.ts';
import { commandToMeasure } from '../commands.ts';
import { printable } from '../escape.ts';
import { armOfRow, batchScenario, headlineScenario, placementsPlanned } from '../row-lookup.ts';
import { code, paragraph, strong, text, toSection } from './blocks.ts';
import type { Block, Text } from './blocks.ts';
import { comparisonSentences } from './comparison-sentence.ts';
import { crossoverSentence } from './crossover-sentence.ts';
import { howItEnded } from './how-it-ended.ts';
import type { Section } from './section.ts';

export const answer: Section = {
  id: 'answer',
  title: 'The answer on this machine',
  blocks: ({ result }) => [
    { kind: 'heading', text: text`At one descriptor` },
    { kind: 'list', items: [...headlineSentences(result), ...howItEnded(result)] },
    { kind: 'heading', text: text`As a transfer carries more` },
    { kind: 'list', items: [...crossoverSentences(result, 'wall'), ...ofCpuTime(result)] },
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

function ofCpuTime({ crossovers }: Result): readonly Text[] {
  return crossovers.some(({ measure }) => measure === 'cpu')
    ? [text`CPU time of both roles, and how stable the point is: ${toSection('question 1', 'questions')}.`]
    : [];
}

/** One sentence for each crossover that was looked for, of one measure or of all. */
export function crossoverSentences(result: Result, only?: Crossover['measure']): readonly Text[] {
  const told = result.crossovers.filter(({ measure }) => only === undefined || measure === only);
  const sentences = told.map((crossover) => crossoverSentence(result, crossover));
  if (sentences.length > 0) return sentences;
  const arms = measuredArms(result, batchScenario);
  const [lone] = arms;
  if (lone === undefined) return [notMeasured(batchScenario)];
  return [
    arms.length > 1
      ? text`No crossover was determined from the sizes measured.`
      : text`There is no crossover to look for: of ${code(batchScenario)} only ${code(lone)} was measured here${whyMissing(result, batchScenario)}. To measure it: ${code(commandToMeasure(batchScenario))}`,
  ];
}

/** Without floors. */
function measuredArms(result: Result, scenario: string): readonly string[] {
  const rows = result.rows.filter(
    (row) => row.scenario === scenario && row.wall !== null && !armOfRow(result, row).isFloor,
  );
  return [...new Set(rows.map(({ arm }) => arm))];
}

function whyMissing({ skips }: Result, scenario: string): string {
  const skip = skips.find((each) => each.scenario === scenario && each.arm !== null);
  return skip === undefined ? '' : ` (${printable(skip.reason)})`;
}

function notMeasured(scenario: string): Text {
  return text`Not measured here. To measure it: ${code(commandToMeasure(scenario))}`;
}

function scope(result: Result): readonly Block[] {
  if (result.rows.length === 0) return [];
  return [
    paragraph(
      text`These sentences hold for this machine, this kernel (${code(result.environment.kernel.release)}) and this run. Cheaper means less time over the interval that each scenario declares. A difference is shown where both intervals of the ratio leave 1 out, no doubt weakens it and it holds among all comparisons (p of at most 0.01, q of at most 0.05); else no difference is shown, which is not the same as no difference. ${strong('Exploratory')} is what was not declared before the run: a reason to look, not a result.`,
    ),
  ];
}
