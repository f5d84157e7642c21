// SPDX-License-Identifier: Apache-2.0
// The article in GitHub-flavoured Markdown, with the charts as files beside it.

import { escapeMarkdown, escapeMarkdownCode, printable, printableLines } from '../escape.ts';
import type { Block, Inline, Table, TableCell, Text } from './blocks.ts';
import { headingAnchors, withAnchors } from './heading-anchors.ts';
import type { PageHead } from './page-head.ts';
import type { WrittenSection } from './section.ts';

/** The text of report.md. */
export function writeMarkdown(head: PageHead, sections: readonly WrittenSection[]): string {
  const anchors = headingAnchors(head.title, sections);
  const parts = [
    `# ${words(head.title)}`,
    inlines(head.summary),
    ...withAnchors(sections, anchors).flatMap(({ title, blocks }) => [
      `## ${words(title)}`,
      ...blocks.map(block),
    ]),
  ];
  return `${parts.join('\n\n')}\n`;
}

function block(content: Block): string {
  switch (content.kind) {
    case 'paragraph':
      return inlines(content.text);
    case 'heading':
      return `### ${inlines(content.text)}`;
    case 'list':
      return content.items.map((item) => `- ${inlines(item)}`).join('\n');
    case 'code':
      return codeBlock(content.code);
    case 'table':
      return table(content);
    case 'figure':
      return `![${words(content.title)}](${content.file})\n\n*${words(content.caption)}* [Data](${content.dataFile})`;
  }
}

/** A fence longer than any run of backticks inside cannot be closed by its content. */
function codeBlock(code: string): string {
  const runs = code.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(3, ...runs.map((run) => run.length + 1)));
  return `${fence}\n${printableLines(code)}\n${fence}`;
}

function table({ caption, columns, groups }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const empty = columns.slice(1).map(() => '');
  const lines = [
    line(columns.map(({ title }) => words(title))),
    line(columns.map(({ align }) => (align === 'right' ? '--:' : ':--'))),
    ...groups.flatMap(({ heading, rows }) => [
      ...(heading === '' ? [] : [line([`**${words(heading)}**`, ...empty])]),
      ...rows.map((cells) => line(cells.map(cellText))),
    ]),
  ];
  return `${words(caption)}:\n\n${lines.join('\n')}`;
}

function cellText({ text, detail }: TableCell): string {
  return detail === undefined ? inlines(text) : `${inlines(text)} (${words(detail)})`;
}

function inlines(content: Text): string {
  const first = content.map(inline).join('');
  return first.trim();
}

function inline(piece: Inline): string {
  if (typeof piece === 'string') return escapeMarkdown(piece);
  if ('code' in piece) return escapeMarkdownCode(piece.code);
  if ('strong' in piece) return `**${words(piece.strong)}**`;
  // The chart itself is the place: an anchor beside an image is not kept everywhere.
  return 'toFigure' in piece ? `[${words(piece.words)}](${piece.toFigure})` : words(piece.words);
}

function words(line: string): string {
  return escapeMarkdown(printable(line));
}
