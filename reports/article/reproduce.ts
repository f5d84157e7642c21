// SPDX-License-Identifier: Apache-2.0
// How to repeat the run, and how to tell that the samples are the ones that this page was made from.

import type { Result } from '../../bench/results/result.ts';
import { commandToRepeat } from '../commands.ts';
import { formatBytes, formatCountOf } from '../format.ts';
import { code, paragraph, text } from './blocks.ts';
import type { Block, Text } from './blocks.ts';
import type { Section } from './section.ts';

export const reproduce: Section = {
  id: 'reproduce',
  title: 'How to reproduce it',
  blocks: ({ result }) => {
    return [
      paragraph(revisionSentence(result)),
      { kind: 'code', code: commandToRepeat(result.run) },
      paragraph(
        text`The seed repeats the order of arms in every block; the times will differ within their intervals. To draw this page again from the stored result: ${code('npm run bench -- report DIR')}, with the folder of the run.`,
      ),
      ...sampleBlocks(result, 'Run'),
    ];
  },
};

interface Measured extends Pick<Result, 'samples'> {
  readonly run: Pick<Result['run'], 'id' | 'startedAt' | 'endedAt' | 'status'>;
}

/** Where the samples are, how to know them again, and when they were taken. */
export function sampleBlocks({ run, samples }: Measured, what: string): readonly Block[] {
  return [
    paragraph(
      text`Every sample is in ${code(samples.file)} (${formatCountOf(samples.launches, 'launch', 'launches')}, ${formatBytes(samples.bytes)}), in order and lossless. Its sha256:`,
    ),
    { kind: 'code', code: samples.sha256 },
    paragraph(text`${what} ${code(run.id)}, from ${run.startedAt} to ${run.endedAt}, ${run.status}.`),
  ];
}

function revisionSentence({ environment }: Result): Text {
  const { revision } = environment.build;
  if (revision === null) {
    return text`The run was made outside a checkout of version ${environment.versions.benchmark}, so its revision is not known. From a checkout of that version:`;
  }
  return revision.endsWith('+changes')
    ? text`The run was made from revision ${code(revision)}, that is with changes that were not committed: it can be repeated only with those. From such a checkout:`
    : text`From a checkout of revision ${code(revision)}:`;
}
