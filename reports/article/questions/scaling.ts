// SPDX-License-Identifier: Apache-2.0
// Throughput against pairs: where capacity ends and what the CPUs say about why; the lock itself is not seen.

import type { Result } from '../../../bench/results/result.ts';
import { findSaturations } from '../../../bench/stats/saturation.ts';
import { code, paragraph, text, toSection } from '../blocks.ts';
import type { Text } from '../blocks.ts';
import { figureLinks } from '../figure-links.ts';
import { whyNoGrowth } from '../growth.ts';
import { isScenarioMeasured, scenarioMissing } from '../not-measured.ts';
import type { Question } from './question.ts';

const id = 'capacity';

export const scaling: Question = {
  number: 7,
  words: 'How does throughput scale with pairs, and which kernel lock ends it?',
  answer: ({ result, figures }) =>
    isScenarioMeasured(result, id)
      ? [
          { kind: 'list', items: scalingSentences(result) },
          paragraph(
            text`Which kernel lock ends it is not told: that would need the processor’s counters or the kernel’s tracing, and this version reads neither. All numbers are under ${toSection('Capacity', 'capacity')}.`,
          ),
          ...figureLinks(figures, { scenarios: [id] }),
        ]
      : [paragraph(scenarioMissing(result, id))],
};

function scalingSentences(result: Result): readonly Text[] {
  const ends = result.cells
    .filter(({ scenario }) => scenario === id)
    .flatMap((cell) => findSaturations(result, cell))
    .map((one) => text`${one.text}.`);
  const growths = (result.growths ?? []).filter(({ scenario }) => scenario === id);
  return [
    ...ends,
    ...growths.map((one) => {
      const why = whyNoGrowth(result, one);
      return why === null
        ? text`Exploratory: ${one.text}.`
        : text`Nothing is claimed about how ${code(one.arm)} grows with the pairs: ${why}.`;
    }),
  ];
}
