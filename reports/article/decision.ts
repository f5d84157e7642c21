// SPDX-License-Identifier: Apache-2.0
// Which way to use, as far as this result decides it: permission first, then cooperation, batch and load.

import { chooseByBatch } from './decision/batch.ts';
import { chooseByCooperation } from './decision/cooperation.ts';
import type { Choice } from './decision/choice.ts';
import { chooseByLoad } from './decision/load.ts';
import { chooseByPermission } from './decision/permission.ts';
import { paragraph, text } from './blocks.ts';
import type { RowGroup } from './blocks.ts';
import type { Section } from './section.ts';

export const decision: Section = {
  id: 'decision',
  title: 'Which should I use?',
  blocks: ({ result }) => [
    paragraph(
      text`From the top down: what is not allowed cannot be fast, and who does not answer cannot push. What stands under "then" follows from this run by the same rules as every other sentence, and holds for this machine.`,
    ),
    {
      kind: 'table',
      caption: 'What to use, and what shows it',
      columns: [
        { title: 'if', align: 'left' },
        { title: 'then', align: 'left' },
        { title: 'evidence', align: 'left' },
      ],
      groups: [
        groupOf('Permission', chooseByPermission(result)),
        groupOf('Cooperation', chooseByCooperation(result)),
        groupOf('Batch', chooseByBatch(result)),
        groupOf('Load', chooseByLoad(result)),
      ],
    },
  ],
};

function groupOf(heading: string, choices: readonly Choice[]): RowGroup {
  return {
    heading,
    rows: choices.map(({ when, then, evidence }) => [{ text: when }, { text: then }, { text: evidence }]),
  };
}
