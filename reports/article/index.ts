// SPDX-License-Identifier: Apache-2.0
// The article: its sections in reading order. What is wrong with a run comes before its answer.

import { answer } from './answer.ts';
import { caveats } from './caveats.ts';
import { failures } from './failures.ts';
import { figures } from './figures.ts';
import { howToRead } from './how-to-read.ts';
import { machine } from './machine.ts';
import { numbers } from './numbers.ts';
import { reproduce } from './reproduce.ts';
import type { ArticleContent, Section } from './section.ts';
import { skips } from './skips.ts';
import type { Block } from './blocks.ts';

export const sections: readonly Section[] = [
  caveats,
  answer,
  figures,
  numbers,
  skips,
  failures,
  howToRead,
  machine,
  reproduce,
];

/** A section with its blocks, ready for either page. */
export interface WrittenSection extends Omit<Section, 'blocks'> {
  readonly blocks: readonly Block[];
}

/** The whole article; sections with nothing to say are left out. */
export function writeArticle(content: ArticleContent): readonly WrittenSection[] {
  return sections
    .map((section) => ({ ...section, blocks: section.blocks(content) }))
    .filter((section) => section.blocks.length > 0);
}
