// SPDX-License-Identifier: Apache-2.0
// Every text that a result can carry is markup here, generated from the schema: no page, picture, table or terminal may
// take any of it for more than text.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkResult } from '../bench/results/read-result.ts';
import type { Result } from '../bench/results/result.ts';
import { buildComparison, nameRuns } from './compare/index.ts';
import { exporters } from './exporters/index.ts';
import { buildReport, plainSummary, withFrontMatter } from './index.ts';
import type { ReportFiles, ReportInput } from './index.ts';
import { everythingInput } from './testing/example-everything.ts';
import { hostileName } from './testing/example-variants.ts';
import { exportRun } from './testing/export-text.ts';
import { mapFields, resultFields } from './testing/schema-fields.ts';
import { vocabularyOf } from './testing/strict-markup.ts';

const fields = resultFields();
const { texts, maps } = fields;
/** What a report looks for by its name: with other names it would tell less. */
const known = ['one-descriptor', 'batch', 'capacity', 'scm_rights', 'pidfd_getfd', 'message_only', ''];

/** The whole input with something behind each text; `mark` is told the place. */
function inputWith(mark: (text: string) => string, isKnownKept = false): ReportInput {
  const change = (leaf: unknown): unknown =>
    typeof leaf === 'string' && !(isKnownKept && known.includes(leaf)) ? mark(leaf) : leaf;
  const { result, distributions, instantTimes = [] } = everythingInput();
  const named = <Named extends { readonly scenario: string; readonly arm: string }>(one: Named): Named => ({
    ...one,
    scenario: String(change(one.scenario)),
    arm: String(change(one.arm)),
  });
  const isFree = (path: string): boolean => texts.has(path) || path.endsWith(' key');
  return {
    result: mapFields(result, fields, (leaf, path) => (isFree(path) ? change(leaf) : leaf)) as Result,
    distributions: distributions.map(named),
    instantTimes: instantTimes.map(named),
  };
}

const hostile = (text: string): string => `${text}${hostileName}`;
const harmless = (text: string): string => `${text}, which is harmless`;
const variants = [
  { name: 'every text', isKnownKept: false },
  { name: 'every text but the names that reports look for', isKnownKept: true },
];

function contentOf(files: ReportFiles, ending: string): readonly (readonly [string, string])[] {
  return files.filter(({ path }) => path.endsWith(ending)).map(({ path, content }) => [path, content]);
}

test('every free text and every free key of the schema is in the example', () => {
  const found = new Set<string>();
  const { result } = everythingInput();
  mapFields(result, fields, (leaf, path) => (typeof leaf === 'string' && found.add(path), leaf));
  assert.deepEqual(
    [...texts].filter((path) => !found.has(path)),
    [],
  );
  assert.deepEqual(
    [...maps].filter((path) => !found.has(`${path} key`)),
    [],
  );
  assert.ok(texts.size > 60);
});

test('a reader takes such a result: it is valid', () => {
  for (const { isKnownKept } of variants) {
    const { result } = inputWith(hostile, isKnownKept);
    checkResult(JSON.parse(JSON.stringify(result)), 'made up');
  }
});

for (const { name, isKnownKept } of variants) {
  test(`${name}: pages and pictures have no element and no attribute that harmless names do not give`, async () => {
    const [bad, good] = [inputWith(hostile, isKnownKept), inputWith(harmless, isKnownKept)];
    const badFiles = await reportsOf(bad);
    const vocabulary = new Set(
      (await reportsOf(good))
        .filter(({ path }) => /\.(?:html|svg)$/.test(path))
        .flatMap(({ path, content }) => [...vocabularyOf(content, path)]),
    );
    const drawn = [...contentOf(badFiles, '.html'), ...contentOf(badFiles, '.svg')];
    assert.ok(drawn.length > 3);
    for (const [path, content] of drawn) {
      const foreign = [...vocabularyOf(content, path)].filter((word) => !vocabulary.has(word));
      assert.deepEqual(foreign, [], path);
      assert.doesNotMatch(content, invisible, path);
    }
  });

  test(`${name}: Markdown has no markup that harmless names do not give`, async () => {
    const files = await reportsOf(inputWith(hostile, isKnownKept));
    const summary = await exportRun('step-summary', inputWith(hostile, isKnownKept).result);
    for (const [path, content] of [...contentOf(files, '.md'), ['step-summary', summary] as const]) {
      assertInertMarkdown(content, path);
    }
  });

  test(`${name}: a terminal and every export are sent lines of text`, async () => {
    const { result } = inputWith(hostile, isKnownKept);
    const summary = plainSummary(result);
    assert.doesNotMatch(summary, invisible);
    for (const line of summary.split('\n')) assert.ok(Array.from(line).length <= 80, line);
    for (const { name: format, run } of exporters) {
      if (run === null) continue;
      const text = await exportRun(format, result);
      assert.doesNotMatch(text, invisible, format);
      if (format === 'csv') assertCsv(text);
      if (format === 'junit') vocabularyOf(text, format);
    }
  });
}

test('front matter is one line a field, whatever stands in it', async () => {
  const input = inputWith(hostile, true);
  const files = withFrontMatter(await buildReport(input), input.result);
  const [, content] = contentOf(files, '.md')[0] ?? [];
  assert.match(content ?? '', /^---\ntitle: "[^\n]*"\ndate: "[^\n]*"\ndescription: "[^\n]*"\n---\n\n# /);
});

// Controls but line breaks, overrides of direction, what has no width.
const invisible =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/u;

/** The report of a result, and its comparison with itself under another name. */
async function reportsOf(input: ReportInput): Promise<ReportFiles> {
  const { result } = input;
  const other = { ...result, samples: { ...result.samples, sha256: 'ef'.repeat(32) } };
  const runs = nameRuns([
    { folder: result.run.id, result },
    { folder: `other ${result.run.id}`, result: other },
  ]);
  return [...(await buildReport(input)), ...(await buildComparison(runs))];
}

function assertInertMarkdown(whole: string, path: string): void {
  // Inside a fence nothing is markup but the fence itself.
  const markdown = whole.replace(/^(`{3,})\n[^]*?\n\1$/gm, '');
  assert.doesNotMatch(markdown, invisible, path);
  assert.doesNotMatch(markdown, /<(?!\/?code>)/, path);
  assert.doesNotMatch(markdown, /\]\((?!charts\/|#[\w-]*\))/, path);
  assert.doesNotMatch(markdown, /^(?:# heading|- item)$|\w:\/\//m, path);
  const lines = markdown.split('\n');
  const cells = (line: string): number => line.split('|').length;
  for (const [index, line] of lines.entries()) {
    const next = lines[index + 1] ?? '';
    if (line.startsWith('|') && next.startsWith('|'))
      assert.equal(cells(line), cells(next), `${path}: ${line}`);
  }
}

/** RFC 4180, every line as long as the first; no cell that a spreadsheet would calculate. */
function assertCsv(text: string): void {
  const lines = text.split('\r\n').slice(0, -1);
  const cellsOf = (line: string): readonly string[] =>
    [...line.matchAll(/(?:^|,)("(?:[^"]|"")*"|[^",]*)(?=,|$)/g)].map(([, cell]) => cell ?? '');
  const columns = cellsOf(lines[0] ?? '').length;
  for (const line of lines) {
    assert.equal(cellsOf(line).length, columns, line);
    for (const cell of cellsOf(line)) assert.doesNotMatch(cell, /^"?[=+@]|^"?-(?!\d)/);
  }
}
