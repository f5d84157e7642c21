// SPDX-License-Identifier: Apache-2.0
// Where a link to a section leads in Markdown: the anchor that GitHub gives to its heading, by the words of all headings
// before it.

import { plainText } from './blocks.ts';
import type { Block, Inline, Text } from './blocks.ts';
import type { WrittenSection } from './section.ts';

/** Anchors by the id of the section. `title` is the heading above all. */
export function headingAnchors(
  title: string,
  sections: readonly WrittenSection[],
): ReadonlyMap<string, string> {
  const taken = new Map<string, number>();
  const anchorOf = (words: string): string => {
    const slug = slugOf(words);
    const before = taken.get(slug) ?? 0;
    taken.set(slug, before + 1);
    return before === 0 ? slug : `${slug}-${String(before)}`;
  };
  anchorOf(title);
  const anchors = new Map<string, string>();
  for (const { id, title: own, blocks } of sections) {
    anchors.set(id, anchorOf(own));
    for (const block of blocks) if (block.kind === 'heading') anchorOf(plainText(block.text));
  }
  return anchors;
}

/** Lower case, without punctuation, hyphens for spaces. */
function slugOf(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-');
}

/** The sections with each link to a section leading to its anchor, as to a file; to one that is not there only the words
 * stay. */
export function withAnchors(
  sections: readonly WrittenSection[],
  anchors: ReadonlyMap<string, string>,
): readonly WrittenSection[] {
  const inline = (piece: Inline): Inline => {
    if (typeof piece === 'string' || !('toSection' in piece)) return piece;
    const anchor = anchors.get(piece.toSection);
    return anchor === undefined ? piece.words : { words: piece.words, toFigure: `#${anchor}` };
  };
  const texts = (content: Text): Text => content.map(inline);
  return sections.map((section) => ({
    ...section,
    blocks: section.blocks.map((block) => mapped(block, texts)),
  }));
}

function mapped(block: Block, texts: (content: Text) => Text): Block {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return { ...block, text: texts(block.text) };
    case 'list':
      return { ...block, items: block.items.map(texts) };
    case 'table':
      return {
        ...block,
        groups: block.groups.map(({ heading, rows }) => ({
          heading,
          rows: rows.map((cells) => cells.map((cell) => ({ ...cell, text: texts(cell.text) }))),
        })),
      };
    case 'code':
    case 'figure':
      return block;
  }
}
