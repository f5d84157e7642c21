// SPDX-License-Identifier: Apache-2.0
// The charts, and for each one that has no data the command that would measure it.

import { code, text } from './blocks.ts';
import type { Block, Figure } from './blocks.ts';
import { liveHandoverFigures } from './live-handover.ts';
import { permissionFigures } from './permissions.ts';
import { tenQuestions } from './questions/index.ts';
import { shownFigures } from './questions/shown-figures.ts';
import type { Section } from './section.ts';
import { stopwatchFigures } from './stopwatch.ts';

export const figures: Section = {
  id: 'charts',
  title: 'More charts',
  blocks: ({ figures: drawn, missingCharts }): readonly Block[] => [
    ...othersOf(drawn),
    ...(missingCharts.length === 0
      ? []
      : [
          { kind: 'heading', text: text`Not measured here` } as const,
          {
            kind: 'list',
            items: missingCharts.map(
              ({ title, reason, command }) => text`${title}: ${reason}. To measure it: ${code(command)}`,
            ),
          } as const,
        ]),
  ],
};

/** Without those that stand beside the words which they show. */
function othersOf(figures: readonly Figure[]): readonly Figure[] {
  const elsewhere = new Set([
    ...shownFigures(tenQuestions, figures).values(),
    ...stopwatchFigures(figures),
    ...liveHandoverFigures(figures),
    ...permissionFigures(figures),
  ]);
  return figures.filter((figure) => !elsewhere.has(figure));
}
