// SPDX-License-Identifier: Apache-2.0
// What each run's own report says first of itself: a run that is quick, cut short or doubted is so beside others too.

import { strong, text } from '../article/blocks.ts';
import { caveatsOf } from '../article/caveats.ts';
import type { CompareSection } from './compared-run.ts';

export const caveatsOfRuns: CompareSection = {
  id: 'before-you-read-on',
  title: 'Before you read on',
  isBox: true,
  blocks: ({ runs }) => {
    const items = runs.flatMap(({ letter, result }) =>
      caveatsOf(result).map((sentence) => text`${strong(letter)}, as its own report says: ${sentence}`),
    );
    return items.length === 0 ? [] : [{ kind: 'list', items }];
  },
};
