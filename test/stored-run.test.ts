// SPDX-License-Identifier: Apache-2.0
// A stored run is read back, its numbers come out of its samples again, and a damaged one is refused
// with a sentence that says what to do.

import assert from 'node:assert/strict';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { projectRoot } from '../bench/project-root.ts';
import { doubtIds } from '../bench/results/doubt.ts';
import { readRun } from '../bench/results/read-result.ts';
import type { LaunchSummary, Result } from '../bench/results/result.ts';
import { readSamples } from '../bench/results/samples-reader.ts';
import { levelOf } from '../bench/run/early-end.ts';
import { summariseLaunch } from '../bench/stats/launch-summary.ts';
import { summariseRun } from '../bench/stats/run-summary.ts';
import { doubtsOfRun, withDoubts } from '../bench/validity/doubts-of-run.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

test('numbers recomputed from the samples are those of result.json', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  const stored = await readRun(folder);
  const launches: LaunchSummary[] = [];
  for await (const record of readSamples(folder)) {
    const scenario = stored.scenarios.find(({ id }) => id === record.scenario);
    assert.ok(scenario !== undefined);
    launches.push(summariseLaunch(record, scenario.interval));
  }
  assert.deepEqual(launches, stored.launches);
  const { cells, scenarios, rows, crossovers, doubts, environment } = stored;
  const again = summariseRun({ cells, scenarios, launches, levelOf: (cell) => levelOf(cell, scenarios) });
  const found = doubtsOfRun({ cells, scenarios, launches, rows: again.rows, clock: environment.clock });
  assert.equal(
    JSON.stringify([withDoubts(again.rows, found), again.crossovers, found]),
    JSON.stringify([rows, crossovers, doubts]),
  );
  assert.deepEqual(
    crossovers.map(({ status }) => status),
    ['found', 'found'],
  );
  // None of this was compared in vain.
  assert.ok(doubts.length > 0 && rows.some((row) => row.doubts.length > 0));
  assert.ok(rows.some(({ declared, adjustedP }) => declared && adjustedP !== null));
  assert.ok(launches.every(({ conditions }) => conditions !== null));
  assert.ok(cells.every(({ endedBy }) => endedBy === 'plan'));
});

test('the schema names every doubt', () => {
  const text = readFileSync(join(projectRoot, 'docs', 'result.schema.json'), 'utf8');
  const schema = JSON.parse(text) as { readonly $defs: { readonly doubtId: { readonly enum: unknown } } };
  assert.deepEqual(schema.$defs.doubtId.enum, [...doubtIds]);
});

test('an epoch beyond 2^53 survives', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  for await (const record of readSamples(folder)) {
    assert.equal(record.samples?.epoch_ns, '9007199254740993000');
    return;
  }
});

type Refusal = readonly [name: string, damage: (folder: string) => void, message: RegExp];

function edit(folder: string, change: (text: string) => string): void {
  const path = join(folder, 'result.json');
  writeFileSync(path, change(readFileSync(path, 'utf8')));
}

function testRefusal(...[name, damage, message]: Refusal): void {
  test(name, async (t) => {
    const folder = makeTempFolder(t);
    storeRun(folder);
    damage(folder);
    const { exitCode, stderr, stdout } = await runProgram(['report', folder]);
    assert.match(stderr, message);
    assert.doesNotMatch(stderr, /\n\s+at /);
    assert.equal(stdout, '');
    assert.equal(exitCode, 2);
  });
}

describe('refused, exit code 2', () => {
  const cases: readonly Refusal[] = [
    [
      'another version',
      (f) => {
        edit(f, (text) => text.replace('"version": 2', '"version": 99'));
      },
      /version 99 of the result's format, this program reads version 2; use the release that wrote it/,
    ],
    [
      'no version',
      (f) => {
        edit(f, (text) => text.replace('"version": 2', '"versio": 2'));
      },
      /version missing/,
    ],
    [
      'another program’s file',
      (f) => {
        edit(f, () => '{"a":1}');
      },
      /not a result of this benchmark/,
    ],
    [
      'not an object',
      (f) => {
        edit(f, () => 'null');
      },
      /not a result of this benchmark/,
    ],
    [
      'cut off',
      (f) => {
        edit(f, (text) => text.slice(0, text.length / 2));
      },
      /not JSON \(cut off/,
    ],
    [
      'NaN',
      (f) => {
        edit(f, (text) => text.replace(/"p50": [\d.]+/, '"p50": NaN'));
      },
      /not JSON/,
    ],
    [
      'a number that is a text',
      (f) => {
        edit(f, (text) => text.replace(/"p50": [\d.]+/, '"p50": "NaN"'));
      },
      /not a valid result: \/launches\/0/,
    ],
    [
      'null for a number',
      (f) => {
        edit(f, (text) => text.replace(/"p50": [\d.]+/, '"p50": null'));
      },
      /not a valid result/,
    ],
    [
      'an unknown field',
      (f) => {
        edit(f, (text) => text.replace('"skips"', '"extra": 1, "skips"'));
      },
      /additional properties/,
    ],
    [
      'samples of another run',
      (f) => {
        edit(f, (text) => text.replace(/"sha256": "[0-9a-f]{64}"/, `"sha256": "${'0'.repeat(64)}"`));
      },
      /not the samples of this result/,
    ],
    [
      'samples cut off',
      (f) => {
        truncateSync(join(f, 'samples.ndjson.gz'), 1000);
      },
      /not the samples of this result/,
    ],
    [
      'no result',
      (f) => {
        truncateSync(join(f, 'result.json'));
      },
      /not JSON/,
    ],
  ];
  for (const one of cases) testRefusal(...one);

  test('a folder without a run', async (t) => {
    const { exitCode, stderr } = await runProgram(['report', makeTempFolder(t)]);
    assert.match(stderr, /result\.json: cannot be read \(ENOENT\); name the folder of a run/);
    assert.equal(exitCode, 2);
  });

  test('samples cut off, though the hash was made for them', async (t) => {
    const folder = makeTempFolder(t);
    storeRun(folder);
    truncateSync(join(folder, 'samples.ndjson.gz'), 1000);
    await assert.rejects(async () => {
      for await (const record of readSamples(folder)) assert.ok(record.launch >= 0);
    }, /samples\.ndjson\.gz: cannot be read/);
  });
});

describe('refused, exit code 2: what cannot be, or would never end', () => {
  const cases: readonly Refusal[] = [
    [
      'Infinity, as JSON has it',
      (f) => {
        edit(f, (text) => text.replace(/"p50": [\d.]+/, '"p50": 1e999'));
      },
      /not a valid result: \/launches\/0/,
    ],
    [
      'an interval that ends before it begins',
      (f) => {
        edit(f, (text) => text.replace(/"lo": [\d.]+/, '"lo": 1e15'));
      },
      /interval/,
    ],
    [
      'two hundred megabytes',
      (f) => {
        truncateSync(join(f, 'result.json'), 200 * 1024 ** 2);
      },
      /result\.json: 209715200 bytes long; a stored run, gate or calibration is a file of at most 134217728 bytes/,
    ],
  ];
  for (const one of cases) testRefusal(...one);
});

describe('hostile names', () => {
  const hostile = '<script>alert(1)</script>';

  async function report(t: TestContext): Promise<{ html: string; markdown: string }> {
    const folder = makeTempFolder(t);
    const rename = (result: Result): Result =>
      JSON.parse(JSON.stringify(result).replaceAll('pidfd_getfd', hostile)) as Result;
    storeRun(folder, rename);
    const { exitCode, stderr } = await runProgram(['report', folder]);
    assert.equal(stderr, '');
    assert.equal(exitCode, 0);
    const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
    return { html: read('report.html'), markdown: read('report.md') };
  }

  test('a script in an arm’s name does not become one', async (t) => {
    const { html, markdown } = await report(t);
    assert.ok(!html.includes(hostile));
    assert.ok(!markdown.includes(hostile));
  });
});
