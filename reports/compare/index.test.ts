// SPDX-License-Identifier: Apache-2.0
// The whole comparison: what differs comes first, nothing unequal stands side by side, no ratio between runs, the same
// bytes twice, inert whatever it is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileChart } from '../charts/render.ts';
import { exampleInput } from '../testing/example-result.ts';
import { runsWith, twoMachines } from '../testing/example-runs.ts';
import { everythingSkipped, hostileInput, hostileName, singleBlock } from '../testing/example-variants.ts';
import { assertGoldenJson, assertGoldenText } from '../testing/golden.ts';
import { judgeComparability } from './comparable-cells.ts';
import type { ComparedRun } from './compared-run.ts';
import { nameRuns } from './compared-run.ts';
import { buildComparison } from './index.ts';
import { ratioCharts } from './ratio-charts.ts';

async function page(runs: readonly ComparedRun[], path = 'comparison.md'): Promise<string> {
  const file = (await buildComparison(runs)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return file.content;
}

test('building twice gives the same bytes', async () => {
  assert.deepEqual(await buildComparison(twoMachines()), await buildComparison(twoMachines()));
});

test('comparison.md reads as before', async () => {
  assertGoldenText('comparison.md', await page(twoMachines()));
});

test('the charts are drawn as before', () => {
  const charts = ratioCharts(twoMachines(), judgeComparability(twoMachines()).cells);
  assert.deepEqual(
    charts.map(({ id }) => id),
    ['compare-one-descriptor', 'compare-batch-same-cpu'],
  );
  for (const chart of charts) {
    compileChart(chart);
    assertGoldenJson(`${chart.id}.vl.json`, chart);
  }
});

test('what differs is told before any number, and that nothing is paired', async () => {
  const [first = ''] = (await page(twoMachines())).split(/\n## (?!What differs)/);
  assert.match(first, /## What differs between the runs\n[^]*6\.18\.0-example[^]*nothing is paired/);
  assert.doesNotMatch(first, /µs|×/);
});

test('runs that ended badly say so before their numbers', async () => {
  const runs = runsWith(() => singleBlock().result);
  assert.match(
    await page(runs),
    /\*\*B\*\*, as its own report says: There are too few blocks[^]*## The numbers/,
  );
  const empty = await page(runsWith(() => everythingSkipped().result));
  assert.match(empty, /not measured in B/);
  assert.doesNotMatch(empty, /## The numbers|undefined|NaN/);
});

test('the page is self-contained, its ids unique', async () => {
  const html = await page(twoMachines(), 'comparison.html');
  assert.doesNotMatch(html, /<(?:link|iframe|img|object|embed)\b/);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  assert.equal(new Set(ids).size, ids.length);
});

test('hostile names stay text, in both pages and in the charts', async () => {
  const { result } = hostileInput();
  const other = { ...result, environment: exampleInput().result.environment };
  const runs = nameRuns([
    { folder: hostileName, result },
    { folder: `other${hostileName}`, result: other },
  ]);
  for (const { path, content } of await buildComparison(runs)) {
    if (path.endsWith('.md')) {
      assert.doesNotMatch(content, /<(?!\/?code>)|\]\((?!charts\/)|^(?:# heading|- item)$/m);
    } else if (!path.endsWith('.csv')) {
      assert.doesNotMatch(content, /<img\b|alert\(1\)<\/script>|<\/code><\/svg>|\u0000|\u202e/i, path);
    }
  }
});
