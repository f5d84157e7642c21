// SPDX-License-Identifier: Apache-2.0
// The words of blocks as plain lines, for tests of what they say.

import type { Block } from '../article/blocks.ts';
import { plainText } from '../article/blocks.ts';

/** One line a paragraph, item and table row; cells are parted by " | ", details stand in brackets. */
export function blocksText(blocks: readonly Block[]): string {
  return blocks.flatMap(linesOf).join('\n');
}

function linesOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return [plainText(block.text)];
    case 'list':
      return block.items.map(plainText);
    case 'code':
      return [block.code];
    case 'figure':
      return [block.title];
    case 'table':
      return block.groups.flatMap(({ heading, rows }) => [
        heading,
        ...rows.map((cells) =>
          cells
            .map(({ text, detail }) => plainText(text) + (detail === undefined ? '' : ` (${detail})`))
            .join(' | '),
        ),
      ]);
  }
}
