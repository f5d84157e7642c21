// SPDX-License-Identifier: Apache-2.0
// What a reader must know before the verdict counts for anything: that a slowdown was injected, that both programs are
// the same, that the base was measured elsewhere, that the gate was cut short.

import type { GateResult } from '../../bench/results/gate-result.ts';
import { code, strong, text } from '../article/blocks.ts';
import type { Text } from '../article/blocks.ts';
import type { GateSection } from './gate-content.ts';

export const marks: GateSection = {
  id: 'before-you-read-on',
  title: 'Before you read on',
  isBox: true,
  blocks: ({ result }) => {
    const items = marksOf(result);
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  },
};

/** Gravest first; empty for a gate without any. */
export function marksOf({ injected, advisory, identical, run, passes }: GateResult): readonly Text[] {
  const cut = passes.find(({ endedBy }) => endedBy === 'interrupted' || endedBy === 'out-of-space');
  return [
    injected &&
      text`${strong('A slowdown was injected on purpose')} (${code('--inject-ns')}): this shows what the gate finds, and says nothing about real code.`,
    advisory &&
      text`${strong('Advisory:')} the base is a stored result that was not measured in the same blocks. Machine, kernel and load may differ between the two; only a gate that measures both together can fail a change.`,
    identical &&
      text`${strong('Base and head are the same program, byte for byte:')} whatever difference is seen here is noise.`,
    run.status === 'interrupted' &&
      text`${strong('The gate was cut short')} (${cut?.endedBy ?? 'interrupted'}). What is here is whole, but it is not all that was planned.`,
  ].filter((mark) => mark !== false);
}
