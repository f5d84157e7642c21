// SPDX-License-Identifier: Apache-2.0
// Where the numbers come from: each run's samples by their sha256, and the command that repeats it.

import { commandToRepeat } from '../commands.ts';
import { code, strong, text } from '../article/blocks.ts';
import type { CompareSection } from './compared-run.ts';

export const whereFrom: CompareSection = {
  id: 'where-from',
  title: 'Where the numbers come from',
  blocks: ({ runs }) => [
    {
      kind: 'list',
      items: runs.map(
        ({ letter, result: { run, samples } }) =>
          text`${strong(letter)}: run ${code(run.id)}, from ${run.startedAt} to ${run.endedAt}, ${run.status}; samples with sha256 ${code(samples.sha256)}. To repeat it on the same machine and revision: ${code(commandToRepeat(run))}`,
      ),
    },
  ],
};
