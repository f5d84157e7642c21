// SPDX-License-Identifier: Apache-2.0
// Formats for programs, each through a reader or schema that is not ours: Bencher, CSV, HdrHistogram.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Ajv } from 'ajv';
import { parse as parseCsv } from 'csv-parse/sync';
import hdr from 'hdr-histogram-js';
import type { Histogram } from 'hdr-histogram-js';
import type { GateResult } from '../bench/results/gate-result.ts';
import type { LaunchRecord } from '../bench/results/result.ts';
import { readSamples } from '../bench/results/samples-reader.ts';
import { intervalDurations } from '../bench/stats/intervals.ts';
import { exampleGate } from '../reports/testing/example-gate.ts';
import {
  changedGate,
  emptyGate,
  gateWith,
  hostileGate,
  hugeGate,
} from '../reports/testing/example-gate-variants.ts';
import { hostileInput } from '../reports/testing/example-variants.ts';
import { doubtedRun, exportGate, exportRun, samplesOf } from '../reports/testing/export-text.ts';
import { makeTempFolder } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';
import { projectRoot } from './tree/project-files.ts';

type Metric = { readonly value: number; readonly lower_value?: number; readonly upper_value?: number };

function readBenchmarks(text: string): Record<string, Record<string, Metric>> {
  const file = join(projectRoot, 'test/fixtures/exporters/bencher-metric-format.schema.json');
  const validate = new Ajv().compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  const benchmarks = JSON.parse(text) as Record<string, Record<string, Metric>>;
  assert.ok(validate(benchmarks), JSON.stringify(validate.errors));
  return benchmarks;
}

describe('bencher', () => {
  test('a gate: head, base and their ratio with its interval', async () => {
    const found = readBenchmarks(await exportGate('bencher', exampleGate()))[
      'one-descriptor same-cpu pidfd_getfd p50'
    ];
    assert.deepEqual(Object.keys(found ?? {}), ['latency', 'latency-base', 'ratio-to-base']);
    const { value = 0, lower_value = 0, upper_value = 0 } = found?.['ratio-to-base'] ?? {};
    assert.ok(lower_value < value && value < upper_value);
  });

  test('no alert about what nothing may rest on', async () => {
    const quiet = async (gate: GateResult): Promise<boolean> =>
      Object.keys(readBenchmarks(await exportGate('bencher', gate))).every((name) =>
        name.endsWith('-bencher-ignore'),
      );
    assert.equal(await quiet(exampleGate()), false);
    for (const gate of [
      changedGate({ injected: true }),
      changedGate({ advisory: true }),
      gateWith('INVALID'),
    ]) {
      assert.equal(await quiet(gate), true);
    }
    const names = Object.keys(readBenchmarks(await exportRun('bencher', doubtedRun())));
    assert.ok(names.includes('one-descriptor same-cpu pidfd_getfd-bencher-ignore'));
    assert.ok(names.includes('one-descriptor same-cpu scm_rights'));
  });

  test('names too long, empty or sly are names all the same', async () => {
    const [one] = exampleGate().endpoints;
    assert.ok(one !== undefined);
    const called = (id: string) => ({ ...one, endpoint: { ...one.endpoint, id } });
    const gate = changedGate({ endpoints: ['__proto__', '', '\u{1f4a1}'.repeat(3000)].map(called) });
    const names = Object.keys(readBenchmarks(await exportGate('bencher', gate)));
    assert.deepEqual(
      names.map((name) => Array.from(name).length),
      [9, 7, 1024],
    );
    assert.deepEqual(readBenchmarks(await exportGate('bencher', emptyGate())), {});
    readBenchmarks(await exportGate('bencher', hostileGate()));
    assert.equal(Object.keys(readBenchmarks(await exportGate('bencher', hugeGate(2000)))).length, 2000);
  });
});

function readLaunches(text: string): readonly Record<string, string>[] {
  // A line that ends otherwise, or a row with another number of cells, is an error here.
  return parseCsv<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' });
}

describe('csv', () => {
  test('one line a launch, with its pass and the doubts about its arm', async () => {
    const gate = exampleGate();
    const rows = readLaunches(await exportGate('csv', gate));
    assert.equal(rows.length, gate.launches.length);
    rows.forEach((row, i) => {
      const launch = gate.launches[i];
      assert.equal(Number(row['wall_p50_ns']), launch?.wall?.p50);
      assert.equal(row['wall_p99_ns'], '');
      assert.equal(row['pass'], (launch?.block ?? 0) >= 60 ? 'confirmation' : 'first');
      const isDoubted = launch?.placement === 'cross-cpu' && launch.arm === 'scm_rights head';
      assert.equal(row['doubts'], isDoubted ? 'autocorrelation' : '');
    });
  });

  test('a run, and failures with commas, quotes and line breaks', async () => {
    const run = doubtedRun();
    const failure = { code: 'A,"B"', operation: '=1+1', text: 'one,\r\n"two" \u0000;' };
    const launches = run.launches.map((launch) => ({ ...launch, failure, arm: '=HYPERLINK("x")' }));
    const rows = readLaunches(await exportRun('csv', { ...run, launches }));
    assert.equal(rows.length, launches.length);
    assert.equal(rows[0]?.['failure_code'], 'A,"B"');
    assert.equal(rows[0]['failure_text'], 'one, "two" \ufffd;');
    assert.equal(rows[0]['failure_operation'], "'=1+1");
    assert.equal(rows[0]['arm'], `'=HYPERLINK("x")`);
  });

  test('hostile names and many launches', async () => {
    const { result } = hostileInput();
    const rows = readLaunches(await exportRun('csv', { ...result, doubts: [] }));
    assert.equal(rows.length, result.launches.length);
    const gate = hugeGate(3);
    const launches = Array.from({ length: 20_000 }, (_, i) => ({ ...gate.launches[0], launch: i }) as never);
    assert.equal(readLaunches(await exportGate('csv', { ...gate, launches })).length, 20_000);
  });
});

function readLog(text: string): readonly Histogram[] {
  const reader = new hdr.HistogramLogReader(text);
  const found: Histogram[] = [];
  for (let next = reader.nextIntervalHistogram(); next !== null; next = reader.nextIntervalHistogram()) {
    found.push(next);
  }
  return found;
}

describe('hdr', () => {
  test('one interval a launch: count, extremes and quantiles are those of its samples', async (t) => {
    const folder = makeTempFolder(t);
    const run = storeRun(folder);
    const text = await exportRun('hdr', run, readSamples(folder));
    const histograms = readLog(text);
    let read = 0;
    for await (const record of readSamples(folder)) {
      const histogram = histograms[read++];
      assert.ok(histogram !== undefined && record.samples !== null);
      const scenario = run.scenarios.find(({ id }) => id === record.scenario);
      assert.ok(scenario !== undefined);
      const sorted = intervalDurations(record.samples, scenario.interval).sort((a, b) => a - b);
      assert.equal(histogram.totalCount, sorted.length);
      assert.ok(Math.abs(histogram.maxValue / (sorted.at(-1) ?? 0) - 1) < 0.002);
      assert.ok(Math.abs(histogram.minNonZeroValue / (sorted[0] ?? 0) - 1) < 0.002);
      const point = record.point === null ? '' : `/×/${String(record.point)}`;
      assert.equal(histogram.tag, `${record.scenario}/${record.placement}/${record.arm}${point}`);
      assert.ok(histogram.endTimeStampMsec >= histogram.startTimeStampMsec);
    }
    assert.equal(histograms.length, read);
    assert.equal(await exportRun('hdr', run, readSamples(folder)), text);
  });

  test('doubts are comments, and a name can neither end a tag nor a line', async (t) => {
    const folder = makeTempFolder(t);
    const run = storeRun(folder);
    const records: LaunchRecord[] = [];
    for await (const record of readSamples(folder)) records.push({ ...record, arm: 'a,b\nTag=c "d' });
    const doubts = doubtedRun().doubts.map((doubt) => ({ ...doubt, evidence: 'x\n1,2,3,y' }));
    const text = await exportRun('hdr', { ...run, doubts }, samplesOf(records));
    assert.match(text, /^#doubt about one-descriptor same-cpu pidfd_getfd: drift \(weakens\): x 1,2,3,y$/m);
    const histograms = readLog(text);
    assert.equal(histograms.length, records.length);
    assert.match(histograms[0]?.tag ?? '', /\/a;b\/Tag=c\/"d$/);
  });

  test('launches that failed, and durations that are no durations, are in none', async (t) => {
    const folder = makeTempFolder(t);
    const run = storeRun(folder);
    const records: LaunchRecord[] = [];
    for await (const record of readSamples(folder)) {
      const { samples } = record;
      if (samples === null || records.length >= 3) break;
      const holding = (samples.columns.holding ?? []).map((ns, i) => (i % 2 === 0 ? -5 : ns));
      const status = records.length === 0 ? 'failed' : 'ok';
      records.push({ ...record, status, samples: { ...samples, columns: { ...samples.columns, holding } } });
    }
    const histograms = readLog(await exportRun('hdr', run, samplesOf(records)));
    assert.deepEqual(
      histograms.map(({ totalCount }) => totalCount),
      [15, 15],
    );
  });
});
