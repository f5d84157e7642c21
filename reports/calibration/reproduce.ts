// SPDX-License-Identifier: Apache-2.0
// How to repeat the calibration.

import { code, paragraph, text } from '../article/blocks.ts';
import { commandToRepeat } from '../commands.ts';
import type { CalibrationSection } from './calibration-content.ts';

export const reproduce: CalibrationSection = {
  id: 'reproduce',
  title: 'How to reproduce it',
  blocks: ({ result }) => {
    const { run, environment } = result;
    const { revision } = environment.build;
    return [
      paragraph(
        text`Revision ${revision === null ? 'not known' : code(revision)}, version ${environment.versions.benchmark}:`,
      ),
      { kind: 'code', code: commandToRepeat(run) },
      paragraph(
        text`The seed repeats the orders, the redraws and the sizes of the slowdowns; times, and verdicts near a limit, will differ. To draw this page again: ${code('npm run bench -- report DIR')}, with the folder of the run.`,
      ),
      paragraph(text`Calibration ${code(run.id)}, from ${run.startedAt} to ${run.endedAt}, ${run.status}.`),
    ];
  },
};
