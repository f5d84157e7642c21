// SPDX-License-Identifier: Apache-2.0
// The charts, and for each one that has no data the command that would measure it.

import { code, text } from './blocks.ts';
import type { Block } from './blocks.ts';
import type { Section } from './section.ts';

export const figures: Section = {
  id: 'charts',
  title: 'Charts',
  blocks: ({ figures: drawn, missingCharts }): readonly Block[] => [
    ...drawn,
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
