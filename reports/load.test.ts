// SPDX-License-Identifier: Apache-2.0
// The report of a run under load: its sections, its charts, and a whole page in every unhappy case.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkResult } from '../bench/results/read-result.ts';
import { makeCharts } from './charts/index.ts';
import { compileChart } from './charts/render.ts';
import { buildReport } from './index.ts';
import type { ReportInput } from './index.ts';
import { loadInput } from './testing/example-load.ts';
import { exampleInput } from './testing/example-result.ts';
import { hostileName } from './testing/example-variants.ts';
import { assertGoldenText } from './testing/golden.ts';
import { withoutScript } from './testing/without-script.ts';

async function page(input: ReportInput, path: string): Promise<string> {
  const file = (await buildReport(input)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return path.endsWith('.html') ? withoutScript(file.content) : file.content;
}

const { charts, missing } = makeCharts(loadInput());
const chartOf = (id: string): (typeof charts)[number] => {
  const chart = charts.find((each) => each.id === id);
  assert.ok(chart !== undefined, id);
  return chart;
};

test('a result under load keeps to its schema, and a broken one does not', () => {
  const { result } = loadInput();
  const stored = (): unknown => JSON.parse(JSON.stringify(result));
  assert.ok((result.growths ?? []).length > 0);
  checkResult(stored(), 'made up');
  const broken = stored() as { rows: { outcomes?: Record<string, unknown> }[] };
  for (const row of broken.rows) if (row.outcomes !== undefined) row.outcomes['lost'] = -1;
  assert.throws(() => checkResult(broken, 'made up'), /outcomes\/lost/);
});

test('report.md of a run under load reads as before', async () => {
  assertGoldenText('report-load.md', await page(loadInput(), 'report.md'));
});

test('there is a chart for each cell under load', () => {
  assert.deepEqual(
    charts.map(({ id }) => id),
    [
      'growth-capacity-cross-cpu',
      'growth-capacity-unpinned',
      'growth-table-size-same-cpu',
      'growth-donor-threads-cross-cpu',
      'growth-donor-bill-same-cpu',
      'sojourn-open-loop-cross-cpu',
      'busy-donor-busy-donor-cross-cpu',
      'under-load-stopped-donor-cross-cpu',
      'under-load-busy-donor-cross-cpu',
    ],
  );
  // Neither the headline (two charts) nor the batch was part of this run, nor any ratio that a forest shows.
  assert.equal(missing.length, 4);
});

test('every chart compiles, also with points of 0, and states its counts', () => {
  for (const chart of charts) {
    compileChart(chart);
    assert.match(chart.caption, /n = [\d,–]+ samples/, chart.id);
    assert.match(chart.caption, /blocks/, chart.id);
  }
  assert.match(JSON.stringify(chartOf('growth-donor-threads-cross-cpu').spec), /"symlog"/);
});

test('a percentile among what was lost has no point, and the line breaks there', () => {
  const { spec } = chartOf('sojourn-open-loop-cross-cpu');
  const [tail, median] = (spec as { vconcat: unknown[] }).vconcat.map((row) => JSON.stringify(row));
  const lost = /"label":"scm_rights poisson","point":150,"value":([^,}]+)/g;
  assert.deepEqual(
    [...(tail ?? '').matchAll(lost)].map(([, value]) => value),
    ['null'],
  );
  assert.match(median ?? '', /"label":"scm_rights poisson","point":150/);
});

test('coordinated omission is drawn: closed loop and schedules in one panel, losses in the caption', () => {
  const { spec, caption } = chartOf('sojourn-open-loop-cross-cpu');
  const text = JSON.stringify(spec);
  for (const label of ['scm_rights closed loop', 'scm_rights poisson', 'pidfd_getfd constant']) {
    assert.ok(text.includes(`"label":"${label}"`), label);
  }
  assert.doesNotMatch(text, /message_only/);
  assert.match(caption, /closed loop.*is what a closed loop omits/);
  assert.match(caption, /scm_rights poisson at 150 %: 1,600 late and 6,000 lost of 20,000/);
  assert.doesNotMatch(caption, /at 95 %: \d/);
});

test('ratios under load do not stretch the forest of the others', () => {
  const plain = exampleInput().result;
  const under = loadInput().result;
  const both = makeCharts({
    result: {
      ...plain,
      scenarios: [...plain.scenarios, ...under.scenarios],
      cells: [...plain.cells, ...under.cells],
      rows: [...plain.rows, ...under.rows],
    },
    distributions: [],
  }).charts;
  const forestOf = (all: typeof charts) => all.find(({ id }) => id === 'ratio-forest');
  assert.deepEqual(forestOf(both)?.spec, forestOf(makeCharts(exampleInput()).charts)?.spec);
  assert.match(forestOf(both)?.caption ?? '', /Scenarios under load have charts of their own\.$/);
});

test('unhappy runs under load make a whole report', async () => {
  const { result } = loadInput();
  const lost = {
    ...result,
    rows: result.rows.map((row) => ({ ...row, wall: null, ratioToReference: null, ratioToFloor: null })),
    launches: result.launches.map((launch) => ({ ...launch, wall: null })),
  };
  const hostile = JSON.parse(
    JSON.stringify(result)
      .replaceAll('"stopped-donor"', JSON.stringify(`stopped${hostileName}`))
      .replaceAll('"capacity"', JSON.stringify(`capacity${hostileName}`))
      .replaceAll('"scm_rights', JSON.stringify(`scm${hostileName}`).slice(0, -1)),
  ) as typeof result;
  const inputs = [loadInput(1).result, lost, { ...result, growths: [], launches: [] }, hostile];
  for (const input of inputs) {
    const html = await page({ result: input, distributions: [] }, 'report.html');
    assert.doesNotMatch(html, /undefined|NaN|Infinity|\[object|<(?:script|img)\b/);
    assert.match(html, /<\/html>\n$/);
  }
});

test('a run that lost everything was measured', async () => {
  const { result } = loadInput();
  const rows = result.rows
    .filter(({ outcomes }) => outcomes !== undefined)
    .map((row) => ({ ...row, wall: null }));
  const cells = result.cells.filter(({ scenario }) => rows.some((row) => row.scenario === scenario));
  const text = await page({ result: { ...result, rows, cells }, distributions: [] }, 'report.md');
  assert.doesNotMatch(text, /Nothing was measured|Not measured in any scenario/);
  assert.match(text, /most lost/);
});
