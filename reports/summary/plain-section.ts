// SPDX-License-Identifier: Apache-2.0
// A section of the article as lines of plain characters: a row of a table becomes an item of a list. Long tables are cut,
// and say so: the summary is to fit a screen or two.

import { plainText } from '../article/blocks.ts';
import type { Block, RowGroup } from '../article/blocks.ts';
import type { WrittenSection } from '../article/section.ts';
import { printable } from '../escape.ts';
import { formatCount } from '../format.ts';
import { wrapWords } from './wrap-words.ts';

/** Of all tables of a section together. */
const mostRows = 8;

/** Title, then one item or paragraph after the other. Charts and code have no place here. */
export function plainSection({ title, blocks }: WrittenSection, width: number): readonly string[] {
  return [...wrapWords(title, width), ...blocks.flatMap((block) => linesOf(block, width))];
}

function linesOf(block: Block, width: number): readonly string[] {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wrapWords(printable(plainText(block.text)), width);
    case 'list':
      return block.items.flatMap((item) => wrapWords(printable(plainText(item)), width, '- '));
    case 'table':
      return tableLines(block.groups, width);
    case 'code':
    case 'figure':
      return [];
  }
}

function tableLines(groups: readonly RowGroup[], width: number): readonly string[] {
  const items = groups.flatMap(({ heading, rows }) =>
    rows.map((cells, index) => {
      const [first = '', ...others] = cells.map(({ text }) => printable(plainText(text)));
      const told = others.filter((cell) => cell !== '').join('; ');
      return {
        above: index === 0 ? printable(heading) : '',
        line: told === '' ? first : `${first}: ${told}`,
      };
    }),
  );
  const left = items.length - mostRows;
  return [
    ...items
      .slice(0, mostRows)
      .flatMap(({ above, line }) => [
        ...(above === '' ? [] : wrapWords(above, width)),
        ...wrapWords(line, width, '- '),
      ]),
    ...(left > 0 ? [`- … and ${formatCount(left)} more, in the report`] : []),
  ];
}
