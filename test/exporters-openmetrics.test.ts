// SPDX-License-Identifier: Apache-2.0
// OpenMetrics through the parser of Prometheus' own Python client, where it is installed (test/checks/openmetrics.mjs
// installs it in CI), and through one from npm, which reads the older format that OpenMetrics extends.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { describe, test } from 'node:test';
import { exampleGate } from '../reports/testing/example-gate.ts';
import { changedGate, emptyGate, hostileGate, hugeGate } from '../reports/testing/example-gate-variants.ts';
import { hostileInput, hostileName } from '../reports/testing/example-variants.ts';
import { doubtedRun, exportGate, exportRun } from '../reports/testing/export-text.ts';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

interface Family {
  readonly name: string;
  readonly type: string;
  readonly unit: string;
  readonly samples: readonly Sample[];
}

const script = `
import json, sys
from prometheus_client.openmetrics.parser import text_string_to_metric_families
families = [
    {"name": f.name, "type": f.type, "unit": f.unit,
     "samples": [{"name": s.name, "labels": s.labels, "value": s.value} for s in f.samples]}
    for f in text_string_to_metric_families(sys.stdin.buffer.read().decode("utf-8"))
]
json.dump(families, sys.stdout)
`;

/** Debian's python3 has the Debian packages; another one on PATH may have its own. */
const python = ['/usr/bin/python3', 'python3'].find(
  (program) => spawnSync(program, ['-c', 'import prometheus_client.openmetrics.parser']).status === 0,
);
const skip =
  python === undefined &&
  'prometheus_client is not installed, so the official parser was NOT asked: apt-get install python3-prometheus-client';

/** Throws what the parser says. */
function readOfficially(text: string): readonly Family[] {
  const { status, stdout, stderr } = spawnSync(python ?? '', ['-c', script], {
    input: text,
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as Family[];
}

describe('the official parser', { skip }, () => {
  test('a gate: verdicts as states, the ratio with its interval, what is allowed', async () => {
    const families = readOfficially(await exportGate('openmetrics', exampleGate()));
    const find = (name: string): Family => {
      const family = families.find((one) => one.name === name);
      assert.ok(family !== undefined, name);
      return family;
    };
    const { type, samples } = find('fd_handover_gate_verdict');
    assert.equal(type, 'stateset');
    assert.deepEqual(
      samples.filter(({ value }) => value === 1).map(({ labels }) => labels['fd_handover_gate_verdict']),
      ['FAIL'],
    );
    const failing = 'one-descriptor same-cpu pidfd_getfd p50';
    const of = (name: string): number =>
      find(name).samples.find(({ labels }) => labels['endpoint'] === failing)?.value ?? NaN;
    const [lower, ratio, upper] = ['head_lower', 'head', 'head_upper'].map((part) =>
      of(`fd_handover_gate_${part}_ratio`),
    ) as [number, number, number];
    assert.ok(of('fd_handover_gate_allowed_ratio') < lower && lower < ratio && ratio < upper);
    assert.equal(find('fd_handover_gate_duration_seconds').unit, 'seconds');
    const [run] = find('fd_handover_run').samples;
    assert.equal(run?.labels['base'], 'origin/main');
    assert.equal(find('fd_handover_doubt').samples[0]?.labels['doubt'], 'autocorrelation');
  });

  test('a run: seconds are seconds, every row has its place', async () => {
    const run = doubtedRun();
    const families = readOfficially(await exportRun('openmetrics', run));
    const durations = families.find(({ name }) => name === 'fd_handover_duration_seconds')?.samples ?? [];
    const medians = durations.filter(({ labels }) => labels['statistic'] === 'p50');
    assert.equal(medians.length, run.rows.length);
    assert.ok(Math.abs((medians[0]?.value ?? 0) * 1e9 - (run.rows[0]?.wall?.p50.value ?? 0)) < 1e-3);
  });

  test('hostile labels come back as they were, less what cannot be shown', async () => {
    const families = readOfficially(await exportGate('openmetrics', hostileGate()));
    const labels = families.flatMap(({ samples }) => samples.map((sample) => sample.labels));
    const expected = `endpoint${hostileName.replaceAll(/[\u0000\u202e]/g, '\ufffd')}`;
    assert.ok(labels.some((own) => own['endpoint'] === expected));
    const { result } = hostileInput();
    readOfficially(await exportRun('openmetrics', { ...result, doubts: [] }));
  });

  test('nothing measured, the same row twice, halves of characters, many endpoints', async () => {
    readOfficially(await exportGate('openmetrics', emptyGate()));
    const { endpoints, helpers } = exampleGate();
    const twice = await exportGate('openmetrics', changedGate({ endpoints: [...endpoints, ...endpoints] }));
    assert.equal(twice, await exportGate('openmetrics', exampleGate()));
    const base = { ...helpers.base, source: 'a\\\ud800"\n\r\u2028' };
    readOfficially(await exportGate('openmetrics', changedGate({ helpers: { ...helpers, base } })));
    readOfficially(await exportGate('openmetrics', hugeGate(500)));
  });

  test('it does find faults', async () => {
    const text = await exportGate('openmetrics', exampleGate());
    for (const broken of [
      text.replace('# EOF\n', ''),
      text.replace(/^# UNIT (\S+) seconds$/m, '# UNIT $1 metres'),
      text.replace(/(fd_handover_gate_verdict=")PASS"/, '$1PASS'),
      text.replace(/^(# TYPE fd_handover_run_ended.*)$/m, '$1\n$1'),
    ]) {
      assert.notEqual(broken, text);
      assert.throws(() => readOfficially(broken));
    }
  });
});

interface OldFamily {
  readonly name: string;
  readonly metrics: readonly { readonly value: string; readonly labels?: Readonly<Record<string, string>> }[];
}

const readOld = createRequire(import.meta.url)('parse-prometheus-text-format') as (
  text: string,
) => OldFamily[];

describe('a parser of the older format', () => {
  test('finds the same samples', async () => {
    const families = readOld(await exportGate('openmetrics', exampleGate()));
    const ratios = families.find(({ name }) => name === 'fd_handover_gate_head_ratio');
    assert.deepEqual(
      ratios?.metrics.map(({ labels }) => labels?.['endpoint']),
      exampleGate().endpoints.map(({ endpoint }) => endpoint.id),
    );
    assert.deepEqual(
      ratios.metrics.map(({ value }) => Number(value).toFixed(9)),
      exampleGate().endpoints.map(({ ratio }) => ratio?.value.toFixed(9)),
    );
  });

  test('hostile labels end no line', async () => {
    const text = await exportGate('openmetrics', hostileGate());
    assert.ok(text.endsWith('\n# EOF\n'));
    for (const line of text.split('\n').slice(0, -1)) {
      assert.match(
        line,
        /^(?:# (?:TYPE|UNIT|HELP) fd_handover_\w+ .+|# EOF|fd_handover_\w+(?:\{.*\})? [\d.e+-]+)$/,
      );
    }
    assert.ok(readOld(text).length > 5);
  });
});
