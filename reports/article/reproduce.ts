// SPDX-License-Identifier: Apache-2.0
// How to repeat the run, and how to tell that the samples are the ones that this page was made from.

import type { KeptSamples } from '../../bench/results/kept-samples.ts';
import type { Result } from '../../bench/results/result.ts';
import { commandToRepeat } from '../commands.ts';
import { formatBytes, formatCountOf } from '../format.ts';
import { code, paragraph, text } from './blocks.ts';
import type { Block, Text } from './blocks.ts';
import type { Section } from './section.ts';

export const reproduce: Section = {
  id: 'reproduce',
  title: 'How to reproduce it',
  blocks: ({ result, kept }) => {
    return [
      paragraph(revisionSentence(result)),
      { kind: 'code', code: commandToRepeat(result.run) },
      paragraph(
        text`The seed repeats the order of arms in every block; the times will differ: an interval tells of the blocks of this run, not of another day. To draw this page again from the stored result: ${code('npm run bench -- report DIR')}, with the folder of the run.`,
      ),
      ...(kept === undefined ? sampleBlocks(result, 'Run') : keptBlocks(result, kept)),
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
    runParagraph(run, what),
  ];
}

/** Of a kept result: what the run stored, and what of it lies here. */
function keptBlocks({ run, samples }: Measured, kept: readonly KeptSamples[]): readonly Block[] {
  return [
    paragraph(
      text`The run stored every sample in ${code(samples.file)} (${formatCountOf(samples.launches, 'launch', 'launches')}, ${formatBytes(samples.bytes)}). That file is not kept with this page; whoever has it knows it by its sha256:`,
    ),
    { kind: 'code', code: samples.sha256 },
    ...kept.flatMap(({ scenario, file, sha256, bytes, launches }): Block[] => [
      paragraph(
        text`Kept are the samples of ${code(scenario)}, which are all that the charts draw from, in ${code(file)} (${formatCountOf(launches, 'launch', 'launches')}, ${formatBytes(bytes)}): in order and lossless, and each launch gives again the numbers that the result states for it. Every other number on this page is from the result. The sha256 of that file:`,
      ),
      { kind: 'code', code: sha256 },
    ]),
    runParagraph(run, 'Run'),
  ];
}

function runParagraph({ id, startedAt, endedAt, status }: Measured['run'], what: string): Block {
  return paragraph(text`${what} ${code(id)}, from ${startedAt} to ${endedAt}, ${status}.`);
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
