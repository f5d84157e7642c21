// SPDX-License-Identifier: Apache-2.0
// The whole report: the same bytes twice, right in every unhappy case, and inert whatever it is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildReport } from './index.ts';
import type { ReportInput } from './index.ts';
import { exampleInput } from './testing/example-result.ts';
import {
  changed,
  everythingSkipped,
  hostileInput,
  singleBlock,
  withFailures,
  withoutMechanism,
} from './testing/example-variants.ts';
import { assertGoldenText } from './testing/golden.ts';
import { withoutScript } from './testing/without-script.ts';

async function page(input: ReportInput, path: string): Promise<string> {
  const file = (await buildReport(input)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return path.endsWith('.html') ? withoutScript(file.content) : file.content;
}

const emptyInput: ReportInput = {
  result: changed({ rows: [], cells: [], scenarios: [], launches: [], crossovers: [], skips: [] }).result,
  distributions: [],
};

test('building twice gives the same bytes', async () => {
  assert.deepEqual(await buildReport(exampleInput()), await buildReport(exampleInput()));
});

test('report.md reads as before', async () => {
  assertGoldenText('report.md', await page(exampleInput(), 'report.md'));
  assertGoldenText('report-everything-skipped.md', await page(everythingSkipped(), 'report.md'));
});

test('the page is self-contained and forbids all scripts but its own, and requests', async () => {
  const html = await page(exampleInput(), 'report.html');
  assert.match(
    html,
    /content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-[\w+/=]+'; /,
  );
  assert.doesNotMatch(html, /<(?:script|link|iframe|img|object|embed)\b/);
  assert.doesNotMatch(html.replace(/ xmlns(?::xlink)?="[^"]*"/g, ''), /https?:\/\//);
});

test('ids are unique and every link and label has its target', async () => {
  const html = await page(exampleInput(), 'report.html');
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, id] of html.matchAll(/ href="#([^"]*)"/g)) assert.ok(ids.includes(id), id);
  for (const [, list] of html.matchAll(/ aria-labelledby="([^"]*)"/g)) {
    for (const id of (list ?? '').split(' ')) assert.ok(ids.includes(id), id);
  }
});

test('tables have captions and scopes, headings do not skip a level', async () => {
  const html = await page(exampleInput(), 'report.html');
  const tables = html.match(/<table>[\s\S]*?<\/table>/g) ?? [];
  assert.ok(tables.length >= 4);
  for (const table of tables) {
    assert.match(table, /^<table>\s*<caption>[^<]+<\/caption>/);
    assert.doesNotMatch(table, /<th(?! scope=|ead)/);
  }
  const levels = [...html.matchAll(/<h([1-6])/g)].map((match) => Number(match[1]));
  levels.slice(1).forEach((level, index) => {
    assert.ok(level - (levels[index] ?? 0) <= 1);
  });
});

test('hostile names stay text in the page', async () => {
  const html = await page(hostileInput(), 'report.html');
  assert.doesNotMatch(html, /<(?:script|img)\b|<\/code><\/svg>/i);
  assert.doesNotMatch(html, /\u0000|\u202e/);
  assert.equal(html.match(/<svg /g)?.length, html.match(/<\/svg>/g)?.length);
});

test('hostile names stay text in Markdown, and break no table', async () => {
  const whole = await page(hostileInput(), 'report.md');
  // Inside a fence nothing is markup but the fence itself.
  const markdown = whole.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
  assert.doesNotMatch(markdown, /<(?!\/?code>)/);
  assert.doesNotMatch(markdown, /\]\((?!charts\/|#[\w-]*\))/);
  assert.doesNotMatch(markdown, /^(?:# heading|- item)$/m);
  const cells = (line: string): number => line.split('|').length;
  const lines = markdown.split('\n');
  lines.forEach((line, index) => {
    const next = lines[index + 1];
    if (line.startsWith('|') && next?.startsWith('|') === true) assert.equal(cells(line), cells(next), line);
  });
});

test('unhappy results make a whole report', async () => {
  const inputs = [
    emptyInput,
    everythingSkipped(),
    singleBlock(),
    withFailures(3),
    withoutMechanism('pidfd_getfd'),
    withoutMechanism('message_only'),
  ];
  for (const input of inputs) {
    const html = await page(input, 'report.html');
    assert.doesNotMatch(html, /undefined|NaN|Infinity|\[object/);
    assert.match(html, /<\/html>\n$/);
  }
});

test('skips and failures are visible with reason and remedy', async () => {
  const skipped = await page(everythingSkipped(), 'report.html');
  assert.match(skipped, /class="box"[\s\S]*the descriptor limit is too low[\s\S]*raise it with ulimit -n/);
  assert.match(await page(withFailures(3), 'report.md'), /\| 3 \| `HELPER_DIED` \| `receiver` \|/);
});
