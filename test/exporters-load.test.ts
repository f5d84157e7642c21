// SPDX-License-Identifier: Apache-2.0
// A run under load in other programs' formats: what was lost must not vanish with its time, and a name says what its
// number counts.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse as parseCsv } from 'csv-parse/sync';
import { exporters } from '../reports/exporters/index.ts';
import { loadResult } from '../reports/testing/example-load.ts';
import { exportRun } from '../reports/testing/export-text.ts';
import { projectRoot } from './tree/project-files.ts';

const run = loadResult();
const lostAll = 'stopped-donor cross-cpu scm_rights stopped';

function isValid(schema: string, value: unknown): void {
  const file = join(projectRoot, 'test/fixtures/exporters', schema);
  const validate = new Ajv().compile(JSON.parse(readFileSync(file, 'utf8')) as object);
  assert.ok(validate(value), JSON.stringify(validate.errors));
}

test('bencher: throughput of pairs, and what was lost of an arm without a latency', async () => {
  const found = JSON.parse(await exportRun('bencher', run)) as Record<
    string,
    Record<string, { value: number; lower_value?: number }>
  >;
  isValid('bencher-metric-format.schema.json', found);
  assert.deepEqual(found[lostAll], { late: { value: 0 }, lost: { value: 2000 } });
  const { throughput } = found['capacity cross-cpu scm_rights × 8 pairs'] ?? {};
  assert.ok((throughput?.lower_value ?? 0) > 0 && (throughput?.value ?? 0) > (throughput?.lower_value ?? 0));
  for (const name of [
    'table-size same-cpu pidfd_getfd × 100000 open',
    'donor-threads cross-cpu scm_rights × 64 threads',
    'open-loop cross-cpu pidfd_getfd poisson at 95 %',
  ]) {
    assert.ok(found[name] !== undefined, name);
  }
});

test('github-action-benchmark: lost transfers have entries of their own', async () => {
  const entries = JSON.parse(await exportRun('github-action-benchmark', run)) as {
    name: string;
    unit: string;
    value: number;
  }[];
  isValid('github-action-benchmark.schema.json', entries);
  const own = entries.filter(({ name }) => name.startsWith(lostAll));
  assert.deepEqual(
    own.map(({ name, unit, value }) => [name, unit, value]),
    [
      [`${lostAll} late`, 'transfers', 0],
      [`${lostAll} lost`, 'transfers', 2000],
    ],
  );
});

test('csv: outcomes and capacity of each launch', async () => {
  const launches = parseCsv<Record<string, string>>(await exportRun('csv', run), {
    columns: true,
    record_delimiter: '\r\n',
  });
  assert.equal(launches.length, run.launches.length);
  launches.forEach((line, i) => {
    const { outcomes, capacity } = run.launches[i] ?? {};
    assert.equal(line['lost'], outcomes === undefined ? '' : String(outcomes.lost));
    assert.equal(
      line['descriptors_per_second'],
      capacity === undefined ? '' : String(capacity.descriptorsPerSecond),
    );
  });
});

interface Family {
  readonly name: string;
  readonly metrics: readonly { readonly value: string; readonly labels?: Readonly<Record<string, string>> }[];
}

const readText = createRequire(import.meta.url)('parse-prometheus-text-format') as (text: string) => Family[];

test('openmetrics: transfers by outcome, capacity with its interval, CPU time in seconds', async () => {
  const families = readText(await exportRun('openmetrics', run));
  const samplesOf = (name: string): Family['metrics'] => {
    const family = families.find((one) => one.name === name);
    assert.ok(family !== undefined, name);
    return family.metrics;
  };
  const withOutcomes = run.rows.filter(({ outcomes }) => outcomes !== undefined);
  assert.equal(samplesOf('fd_handover_transfers').length, 4 * withOutcomes.length);
  const withCapacity = run.rows.filter(({ capacity }) => capacity !== undefined);
  for (const end of ['', '_lower', '_upper']) {
    assert.equal(samplesOf(`fd_handover_capacity${end}`).length, withCapacity.length);
  }
  const donor = samplesOf('fd_handover_descriptor_cpu_seconds').find(
    ({ labels }) => labels?.['of'] === 'donor',
  );
  const { donorCpu } = withCapacity[0]?.capacity ?? {};
  assert.ok(Math.abs(Number(donor?.value) * 1e9 - (donorCpu?.value ?? 0)) < 1e-3);
});

test('every format of a run writes it, twice the same', async () => {
  for (const { name, run: hasRun } of exporters) {
    if (hasRun === null) continue;
    const text = await exportRun(name, run);
    assert.equal(text, await exportRun(name, run), name);
    assert.doesNotMatch(text, /undefined|NaN|\[object/, name);
  }
});
