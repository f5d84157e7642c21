// SPDX-License-Identifier: Apache-2.0
// The table at the end of a run: each doubt stands at its row, and below it what was seen and what to do.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { exampleInput } from '../../reports/testing/example-result.ts';
import { changed } from '../../reports/testing/example-variants.ts';
import { summaryText } from './summary.ts';

/** The part about one cell: tables are divided by an empty line. */
function partAbout(text: string, start: string): readonly string[] {
  return (text.split('\n\n').find((part) => part.startsWith(start)) ?? '').split('\n');
}

const text = summaryText(exampleInput().result);

test('a doubt that weakens its row is marked there, and explained under the table', () => {
  const lines = partAbout(text, 'pidfd-life, same-cpu');
  assert.match(lines[1] ?? '', /blocks +doubts$/);
  const marked = lines.filter((line) => line.endsWith('!drift'));
  assert.equal(marked.length, 1);
  assert.match(marked[0] ?? '', /^pidfd_getfd fresh pidfd /);
  assert.deepEqual(lines.slice(-3), [
    'Doubts (no difference may rest on a row marked "!")',
    '  !drift: pidfd_getfd fresh pidfd: The ratio moved by 6.2 % after block 15 of 30 (p 2.1e-5).',
    '    Something that favours one arm changed during the run: find it, or run again.',
  ]);
});

test('one to be known has no "!", and rows that share it share its line', () => {
  const lines = partAbout(text, 'batch, same-cpu');
  assert.equal(lines.filter((line) => line.endsWith('  several-modes')).length, 2);
  assert.match(lines.at(-3) ?? '', /^Doubts \(to be known; none forbids a claim\)$/);
  assert.match(
    lines.at(-2) ?? '',
    /^ {2}several-modes: scm_rights × 252 \(and 1 more row\): The launches fall into/,
  );
});

test('without doubts there is no column for them', () => {
  const lines = partAbout(text, 'one-descriptor, same-cpu');
  assert.match(lines[1] ?? '', /blocks$/);
  assert.doesNotMatch(summaryText(changed({ doubts: [] }).result), /[Dd]oubts/);
});
