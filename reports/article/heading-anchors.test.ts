// SPDX-License-Identifier: Apache-2.0
// A link to a section leads where GitHub puts its heading.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildReport } from '../index.ts';
import { exampleInput } from '../testing/example-result.ts';
import { code, paragraph, text, toSection } from './blocks.ts';
import { headingAnchors } from './heading-anchors.ts';
import { writeMarkdown } from './markdown.ts';
import type { WrittenSection } from './section.ts';

const heading = (words: string) => ({ kind: 'heading', text: text`${code(words)}` }) as const;

const sections: readonly WrittenSection[] = [
  {
    id: 'first',
    title: 'Which should I use?',
    blocks: [paragraph(text`see ${toSection('Capacity', 'end')}.`)],
  },
  { id: 'second', title: 'The numbers', blocks: [heading('capacity'), heading('one-descriptor')] },
  { id: 'end', title: 'Capacity', blocks: [paragraph(text`see ${toSection('nothing', 'absent')}.`)] },
];

test('anchors are lower case without punctuation, and counted where they come again', () => {
  assert.deepEqual(
    [...headingAnchors('Title', sections)],
    [
      ['first', 'which-should-i-use'],
      ['second', 'the-numbers'],
      ['end', 'capacity-1'],
    ],
  );
});

test('Markdown links to the anchor, and to nothing that is not there', () => {
  const markdown = writeMarkdown({ title: 'Title', summary: [] }, sections);
  assert.match(markdown, /see \[Capacity\]\(#capacity-1\)\./);
  assert.match(markdown, /see nothing\./);
});

test('every link of the example leads to a heading', async () => {
  const markdown =
    (await buildReport(exampleInput())).find(({ path }) => path === 'report.md')?.content ?? '';
  const links = [...markdown.matchAll(/\]\(#([^)]*)\)/g)].map(([, anchor = '']) => anchor);
  assert.ok(links.length > 3);
  const headings = [...markdown.matchAll(/^#+ (.*)$/gm)].map(([, words = '']) =>
    words
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, '')
      .replaceAll(' ', '-'),
  );
  for (const anchor of links) assert.ok(headings.includes(anchor.replace(/-\d+$/, '')), anchor);
});
