// SPDX-License-Identifier: Apache-2.0
// `export` as a user starts it: every format of a stored run and of a stored gate, and what it refuses.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { openSamples } from '../bench/results/samples-writer.ts';
import { writeGate } from '../bench/results/write-result.ts';
import { exporterNames, exporters, formatsFor } from '../reports/exporters/index.ts';
import { exampleGate } from '../reports/testing/example-gate.ts';
import { exportGate } from '../reports/testing/export-text.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

function storeGate(t: TestContext): string {
  const folder = makeTempFolder(t);
  writeGate(folder, { ...exampleGate(), samples: openSamples(folder).close() });
  return folder;
}

test('every format is listed once, and has a place for a run or a gate', () => {
  assert.deepEqual(exporterNames, [
    'junit',
    'step-summary',
    'annotations',
    'bencher',
    'github-action-benchmark',
    'csv',
    'hdr',
    'openmetrics',
  ]);
  assert.ok(exporters.every(({ run, gate }) => run !== null || gate !== null));
  assert.deepEqual(formatsFor('gate'), exporterNames);
  assert.deepEqual(
    formatsFor('run'),
    exporterNames.filter((name) => name !== 'junit' && name !== 'annotations'),
  );
});

test('the same text each time', async () => {
  for (const name of exporterNames) {
    assert.equal(await exportGate(name, exampleGate()), await exportGate(name, exampleGate()), name);
  }
});

describe('export', () => {
  // Each format has its own test; here is the way to standard output, with and without the samples.
  test('a gate, on standard output', async (t) => {
    const folder = storeGate(t);
    for (const format of ['annotations', 'hdr']) {
      const { exitCode, stdout, stderr } = await runProgram(['export', folder, '--format', format]);
      assert.equal(stderr, '', format);
      assert.equal(exitCode, 0);
      assert.ok(stdout.length > 100, format);
    }
  });

  test('a run into a file', async (t) => {
    const folder = makeTempFolder(t);
    const run = storeRun(folder);
    const out = join(folder, 'new', 'launches.csv');
    const { exitCode, stdout } = await runProgram(['export', folder, '--format', 'csv', '--out', out]);
    assert.equal(exitCode, 0);
    assert.equal(stdout, '');
    assert.equal(readFileSync(out, 'utf8').split('\r\n').length, run.launches.length + 2);
  });

  const refused: readonly (readonly [string, (t: TestContext) => string, readonly string[], RegExp])[] = [
    [
      'a format that has no place for a run',
      (t) => {
        const folder = makeTempFolder(t);
        storeRun(folder);
        return folder;
      },
      ['--format', 'junit'],
      /--format junit: has no place for a run, .* Formats for a run: step-summary, bencher/,
    ],
    ['an unknown format', storeGate, ['--format', 'xml'], /Allowed choices are junit, step-summary/],
    ['no format', storeGate, [], /required option '--format <format>' not specified/],
    ['an empty folder', makeTempFolder, ['--format', 'csv'], /neither result\.json nor gate\.json is there/],
    [
      'a gate whose samples were changed',
      (t) => {
        const folder = storeGate(t);
        writeFileSync(join(folder, 'samples.ndjson.gz'), 'x');
        return folder;
      },
      ['--format', 'csv'],
      /not the samples of this gate/,
    ],
    [
      'a place that cannot be written to',
      storeGate,
      ['--format', 'csv', '--out', '/proc/fd-handover/x.csv'],
      /cannot write \/proc\/fd-handover\/x\.csv \(E[A-Z]+\); choose a folder/,
    ],
  ];
  for (const [name, prepare, words, message] of refused) {
    test(`refused: ${name}`, async (t) => {
      const { exitCode, stdout, stderr } = await runProgram(['export', prepare(t), ...words]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(exitCode, 2);
    });
  }

  test('a folder in the place of the file', async (t) => {
    const folder = storeGate(t);
    const out = join(folder, 'taken');
    mkdirSync(out);
    const { exitCode, stderr } = await runProgram(['export', folder, '--format', 'csv', '--out', out]);
    assert.match(stderr, /cannot write .*taken \(E[A-Z]+\)/);
    assert.equal(exitCode, 2);
  });
});
