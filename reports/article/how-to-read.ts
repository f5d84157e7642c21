// SPDX-License-Identifier: Apache-2.0
// What the words and intervals mean, and what each scenario's stopwatch covers.

import type { Scenario } from '../../scenarios/scenario.ts';
import { code, strong, text } from './blocks.ts';
import type { Text } from './blocks.ts';
import type { Section } from './section.ts';

export const howToReadId = 'how-to-read';

export const howToRead: Section = {
  id: howToReadId,
  title: 'How to read this',
  blocks: ({ result }) => [
    { kind: 'list', items: terms },
    ...(result.scenarios.length === 0
      ? []
      : [{ kind: 'heading', text: text`What each stopwatch covers` } as const]),
    ...(result.scenarios.length === 0
      ? []
      : [{ kind: 'list', items: result.scenarios.map(intervalOf) } as const]),
  ],
};

const terms: readonly Text[] = [
  text`${strong('A sample')} is one transfer. ${strong('A launch')} is a fresh pair of processes. ${strong('A block')} is one launch of every arm, next to each other in time, in an order drawn from the seed. The block is the unit of inference: more samples in a launch do not make a difference more certain, more blocks do.`,
  text`${strong('The floor')} is the same message without a descriptor. ${strong('A ratio')} compares two arms within a block, so that what slows the whole machine cancels out.`,
  text`${strong('An interval of a time')} is that of the sign test over blocks. It covers the median in at least the stated share of such runs. ${strong('An interval of a ratio')} is that of the signed-rank test over the blocks' log-ratios, and belongs to their Hodges–Lehmann estimate; it takes the scatter to be as wide upwards as downwards, which the sign test does not. So the sign test is a second witness: where the two disagree about 1, nothing is claimed. No interval says anything about another machine. With fewer than 10 blocks there is none, and nothing is claimed.`,
  text`${strong('Declared')} comparisons, at most six, were fixed before the run. Their p is that of the signed-rank test, adjusted for their number by Holm's method; at most 0.01 shows a difference. All others are ${strong('exploratory')}: their q (Benjamini and Hochberg) of at most 0.05 means that about one in twenty of what is called different there is not.`,
  text`${strong('A doubt')} is a reason to trust a number less: each has its threshold, what was seen and what to do. One that weakens a number forbids every claim that rests on it.`,
  text`${strong('A p99')} is printed only where at least 10 samples of a launch lie beyond it.`,
  text`${strong('The oracle')} checks in each launch that what arrived is what was sent: the same open file description, close-on-exec set, the right number, nothing left open.`,
];

/** From which instant to which, what lies between and what does not. */
export function intervalOf({ interval, id, notes }: Scenario): Text {
  return text`${code(id)}: from ${code(interval.first)} to ${code(interval.last)}, ${measureWords[interval.measure]}.${sentence('Includes', interval.includes)}${sentence('Excludes', interval.excludes)}${notes.map((note) => ` ${note}`).join('')}`;
}

const measureWords: Readonly<Record<Scenario['interval']['measure'], string>> = {
  'per-transfer': 'for each transfer',
  'per-descriptor-streamed': 'for a whole launch, divided by its descriptors',
  'per-call': 'for a group of calls in one process, divided by their number',
  'per-descriptor-of-all-pairs':
    'for the time in which all pairs were at work, divided by the descriptors that they moved in it',
  'donor-cpu': 'but counted in CPU time that the transfer takes from its donor',
  'donor-round': 'but counted is the time of a round of the donor’s other threads meanwhile',
};

function sentence(verb: string, items: readonly string[]): string {
  return items.length === 0 ? '' : ` ${verb}: ${items.join('; ')}.`;
}
