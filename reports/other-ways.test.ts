// SPDX-License-Identifier: Apache-2.0
// A scenario of other ways in everything that tells a run: its own table, no ratio, no chart, every format.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatsFor } from './exporters/index.ts';
import { makeCharts } from './charts/index.ts';
import { buildReport } from './index.ts';
import { exampleInput } from './testing/example-result.ts';
import { withWays } from './testing/example-ways.ts';
import { exportRun } from './testing/export-text.ts';
import { assertGoldenText } from './testing/golden.ts';

async function markdown(): Promise<string> {
  const file = (await buildReport(withWays())).find(({ path }) => path === 'report.md');
  assert.ok(file !== undefined);
  return file.content;
}

test('report.md with other ways reads as before', async () => {
  assertGoldenText('report-other-ways.md', await markdown());
});

test('their table has neither floor nor ratio, and their refused way its reason', async () => {
  const text = await markdown();
  const own = text.slice(text.indexOf('### `other-ways`'));
  const heading = own.split('\n').find((line) => line.startsWith('| arm'));
  assert.match(heading ?? '', /^\| arm \| p50 \| p90 \| p99 \| oracle \| blocks \|$/);
  assert.match(text, /io_uring.*switched off here.*kernel\.io_uring_disabled/);
  assert.doesNotMatch(text, /undefined|NaN/);
});

test('no chart is about them', () => {
  assert.deepEqual(
    makeCharts(withWays()).charts.map(({ id, spec }) => [id, spec]),
    makeCharts(exampleInput()).charts.map(({ id, spec }) => [id, spec]),
  );
});

test('every format of a run takes them', async () => {
  for (const format of formatsFor('run')) {
    const text = await exportRun(format, withWays().result);
    assert.doesNotMatch(text, /undefined|NaN/, format);
    // Made from samples, of which there are none here.
    if (format !== 'hdr') assert.match(text, /inherit_exec/, format);
  }
});
