// SPDX-License-Identifier: Apache-2.0
// The first section: which runs these are, and what differs between them.

import { code, paragraph, strong, text } from '../article/blocks.ts';
import type { Column, Table } from '../article/blocks.ts';
import { whatDiffers } from './what-differs.ts';
import type { CompareSection, ComparedRun } from './compared-run.ts';

export const differences: CompareSection = {
  id: 'what-differs',
  title: 'What differs between the runs',
  blocks: ({ runs }) => [
    runsTable(runs),
    ...differingTable(runs),
    paragraph(
      text`${strong('Nothing here is a ratio between runs.')} They were measured on different machines, boots or times, and no block holds launches of two of them: nothing is paired, so what slows one run as a whole cannot be taken out. Times stand side by side to be read, each with its interval; of ratios, each from within one run, it is only said whether their intervals overlap.`,
    ),
  ],
};

function runsTable(runs: readonly ComparedRun[]): Table {
  return {
    kind: 'table',
    caption: 'The runs',
    columns: ['', 'folder', 'run', 'begun', 'revision', 'machine'].map(left),
    groups: [
      {
        heading: '',
        rows: runs.map(({ letter, folder, result: { run, environment } }) => [
          { text: [strong(letter)] },
          { text: [code(folder)] },
          { text: [code(run.id)] },
          { text: [run.startedAt] },
          { text: [environment.build.revision === null ? 'not told' : code(environment.build.revision)] },
          { text: [`Linux ${environment.kernel.release}, ${environment.cpu.model ?? 'CPU model not told'}`] },
        ]),
      },
    ],
  };
}

function differingTable(runs: readonly ComparedRun[]): readonly (Table | ReturnType<typeof paragraph>)[] {
  const found = whatDiffers(runs);
  if (found.length === 0) {
    return [
      paragraph(text`Of what the runs recorded of machine, kernel, programs and plan, nothing differs.`),
    ];
  }
  return [
    {
      kind: 'table',
      caption: 'What differs, of all that was recorded',
      columns: ['', ...runs.map(({ letter }) => letter)].map(left),
      groups: [
        {
          heading: '',
          rows: found.map(({ what, values }) => [
            { text: [what] },
            ...values.map((value) => ({ text: [value] })),
          ]),
        },
      ],
    },
  ];
}

function left(title: string): Column {
  return { title, align: 'left' };
}
