// SPDX-License-Identifier: Apache-2.0
// What the stopwatch of the headline includes and what it leaves out: in words, and drawn with the instants of the run.

import { findScenario, headlineScenario } from '../row-lookup.ts';
import { figuresWanted } from './figure-links.ts';
import { howToReadId, intervalOf } from './how-to-read.ts';
import { paragraph, text, toSection } from './blocks.ts';
import type { Figure } from './blocks.ts';
import type { Section } from './section.ts';

export const stopwatch: Section = {
  id: 'stopwatch',
  title: 'What the stopwatch includes',
  blocks: ({ result, figures }) => {
    const scenario = findScenario(result, headlineScenario);
    if (scenario === undefined) return [];
    return [
      { kind: 'list', items: [intervalOf(scenario)] },
      paragraph(
        text`Of every other scenario it is told under ${toSection('How to read this', howToReadId)}.`,
      ),
      ...stopwatchFigures(figures),
    ];
  },
};

/** Those that stand here and not among the charts. */
export function stopwatchFigures(figures: readonly Figure[]): readonly Figure[] {
  return figuresWanted(figures, { beginnings: ['stopwatch'] });
}
