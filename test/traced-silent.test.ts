// SPDX-License-Identifier: Apache-2.0
// Each figure that an article tells of silent failures is a number of its result; another one is found. On a made-up run, so
// that it is looked at before such a run is published.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildReport } from '../reports/index.ts';
import { silentInput } from '../reports/testing/example-silent.ts';
import { figuresOf, unitsOf } from './traces/article-units.ts';
import { makeTracer } from './traces/trace-article.ts';

const input = silentInput();
const markdown = (await buildReport(input)).find(({ path }) => path === 'report.md')?.content ?? '';
const units = unitsOf(markdown).filter(({ under }) =>
  under.some((one) => /^(## Silent failures|### Question 9)/.test(one)),
);
const untraced = makeTracer(input.result, [], () => ({}));

test('each figure is a number of the result', () => {
  assert.deepEqual(
    units.flatMap((unit) => untraced(unit).map((figure) => `${figure} in: ${unit.text.slice(0, 120)}`)),
    [],
  );
  assert.ok(units.flatMap(({ text }) => figuresOf(text)).length > 200);
});

test('a figure more is found in every cell and sentence', () => {
  const told = units.filter(({ text }) => figuresOf(text).length > 0);
  assert.ok(told.length > 100);
  for (const unit of told) assert.deepEqual(untraced({ ...unit, text: `${unit.text} 54,321` }), ['54,321']);
});
