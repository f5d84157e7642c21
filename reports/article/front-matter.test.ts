// SPDX-License-Identifier: Apache-2.0
// Front matter is three lines of quoted text, whatever a result holds.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildReport, withFrontMatter } from '../index.ts';
import { exampleInput } from '../testing/example-result.ts';
import { hostileName } from '../testing/example-variants.ts';
import { frontMatter } from './front-matter.ts';

const { result } = exampleInput();

test('title, date and description, quoted', () => {
  assert.match(
    frontMatter(result),
    /^---\ntitle: "[^"\n]+"\ndate: "2025-01-15T10:00:00\.000Z"\ndescription: "[^"\n]*Measured by [^"\n]+"\n---\n\n$/,
  );
});

test('hostile names end neither the string nor the block', () => {
  const { environment } = result;
  const hostile = {
    ...environment,
    cpu: { ...environment.cpu, model: `x"\n---\ntitle: y\u2028\u0085z ${hostileName}` },
  };
  const lines = frontMatter({ ...result, environment: hostile }).split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(':')[0]),
    ['---', 'title', 'date', 'description', '---', '', ''],
  );
  for (const line of lines.slice(1, 4)) {
    const value = line.slice(line.indexOf(' ') + 1);
    assert.equal(JSON.stringify(JSON.parse(value)), value);
    assert.doesNotMatch(value, /[\u0085\u2028\u2029]/);
  }
});

test('only report.md gets it', async () => {
  const files = await buildReport(exampleInput());
  const changed = withFrontMatter(files, result).filter(
    (file, index) => file.content !== files[index]?.content,
  );
  assert.deepEqual(
    changed.map(({ path }) => path),
    ['report.md'],
  );
  assert.match(changed[0]?.content ?? '', /^---\n[^]*?\n---\n\n# /);
});
