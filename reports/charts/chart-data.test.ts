// SPDX-License-Identifier: Apache-2.0
// The data beside a chart are what it was drawn from, readable by any program and run by none.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse } from 'csv-parse/sync';
import { exampleInput } from '../testing/example-result.ts';
import type { ReportInput } from '../report-input.ts';
import { batchScalingChart } from './batch-scaling.ts';
import type { Chart } from './chart.ts';
import { chartData, chartDataFile } from './chart-data.ts';
import { makeCharts } from './index.ts';

type Row = Readonly<Record<string, string>>;

const read = (text: string): Row[] => parse<Row>(text, { columns: true });

test('each row of a batch chart is a median of the result, in µs', () => {
  const { result } = exampleInput();
  const chart = batchScalingChart(result, 'same-cpu', 'wall');
  assert.ok(chart !== undefined);
  assert.equal(chartDataFile(chart), 'charts/batch-scaling-wall-same-cpu.csv');
  const rows = read(chartData(chart)).filter(({ tip }) => tip?.endsWith('s)') === true);
  const medians = result.rows.filter(
    ({ scenario, placement, wall }) => scenario === 'batch' && placement === 'same-cpu' && wall !== null,
  );
  assert.ok(rows.length > 3);
  assert.equal(rows.length, medians.length);
  for (const { point, wall } of medians) {
    const us = (wall?.p50.value ?? NaN) / 1000;
    assert.ok(
      rows.some((row) => Number(row['point']) === point && Number(row['value']) === us),
      `${String(point)}: ${String(us)}`,
    );
  }
});

test('every chart has data: a head, whole rows, no looks', () => {
  for (const chart of makeCharts(exampleInput()).charts) {
    const rows = read(chartData(chart));
    assert.ok(rows.length > 0, chart.id);
    assert.doesNotMatch(Object.keys(rows[0] ?? {}).join(), /colour|shape|said/, chart.id);
  }
});

test('no cell begins like a formula', () => {
  const named = JSON.stringify(exampleInput()).replaceAll('"pidfd_getfd', '"=cmd|calc');
  const input = JSON.parse(named) as ReportInput;
  assert.match(chartData(makeCharts(input).charts[0] as Chart), /'=cmd/);
  for (const chart of makeCharts(input).charts) {
    for (const row of read(chartData(chart))) {
      for (const cell of Object.values(row)) assert.doesNotMatch(cell, /^[=+@]|^-(?!\d)/, chart.id);
    }
  }
});
