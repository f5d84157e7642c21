// SPDX-License-Identifier: Apache-2.0
// One descriptor in each run: the sentence of the run's own report, run by run, and whether the intervals overlap.

import { code, strong, text } from '../article/blocks.ts';
import type { Block, Text } from '../article/blocks.ts';
import { comparisonSentences } from '../article/comparison-sentence.ts';
import { headlineScenario, wordsForPlacement } from '../row-lookup.ts';
import type { Cell } from '../row-lookup.ts';
import type { CompareSection, ComparedRun } from './compared-run.ts';
import { rowKeys } from './compared-run.ts';
import { overlapWords } from './ratio-overlap.ts';

export const inEachRun: CompareSection = {
  id: 'in-each-run',
  title: 'One descriptor, run by run',
  blocks: ({ runs, comparability }) =>
    comparability.cells
      .filter(({ scenario }) => scenario === headlineScenario)
      .flatMap((cell): readonly Block[] => [
        { kind: 'heading', text: [wordsForPlacement(cell.placement)] },
        { kind: 'list', items: [...sentencesOf(runs, cell), ...overlapsOf(runs, cell)] },
      ]),
};

function sentencesOf(runs: readonly ComparedRun[], cell: Cell): readonly Text[] {
  return runs.flatMap(({ letter, result }) =>
    comparisonSentences(result, cell).map((sentence) => text`${strong(letter)}: ${sentence}`),
  );
}

function overlapsOf(runs: readonly ComparedRun[], cell: Cell): readonly Text[] {
  return rowKeys(runs, cell).flatMap((key) => {
    const words = overlapWords(runs, key);
    return words === null ? [] : [text`The ratio intervals of ${code(key.arm)}: ${words}.`];
  });
}
