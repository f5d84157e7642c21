// SPDX-License-Identifier: Apache-2.0
// How to repeat the gate, and how to tell that the samples are its own.

import type { GateResult } from '../../bench/results/gate-result.ts';
import { code, paragraph, text } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import { sampleBlocks } from '../article/reproduce.ts';
import { commandToRepeat } from '../commands.ts';
import type { GateSection } from './gate-content.ts';

export const reproduce: GateSection = {
  id: 'reproduce',
  title: 'How to reproduce it',
  blocks: ({ result }) => {
    return [
      paragraph(revisionSentence(result)),
      { kind: 'code', code: commandToRepeat(result.run) },
      paragraph(
        text`The seed repeats the order of arms in every block; the times will differ: an interval tells of the blocks of this run, not of another day. Other formats of this result: ${code('npm run bench -- export DIR --format FORMAT')}, with the folder of the run.`,
      ),
      ...sampleBlocks(result, 'Gate'),
    ];
  },
};

/** A branch moves on; the commit that it was is what can be repeated. */
function revisionSentence({ environment, helpers }: GateResult): Text {
  const { revision } = environment.build;
  const { source, commit } = helpers.base;
  const moved = commit === null ? [] : text`, with ${code(source)} at ${code(commit)}`;
  if (revision === null) {
    return text`The gate was run outside a checkout of version ${environment.versions.benchmark}${moved}:`;
  }
  return revision.endsWith('+changes')
    ? text`From a checkout of revision ${code(revision)}, that is with changes that were not committed${moved}:`
    : text`From a checkout of revision ${code(revision)}${moved}:`;
}
