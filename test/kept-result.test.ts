// SPDX-License-Identifier: Apache-2.0
// A kept result as a user makes and reads it: the same report, and not one launch in it that is not the result's.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { LaunchRecord, Result } from '../bench/results/result.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

const keptSamples = 'samples-of-one-descriptor.ndjson.gz';
const packedResult = 'result.json.gz';

interface Stored {
  readonly whole: string;
  readonly kept: string;
  readonly result: Result;
}

async function keepRun(t: TestContext): Promise<Stored> {
  const whole = makeTempFolder(t);
  const kept = join(makeTempFolder(t), 'kept');
  const result = storeRun(whole);
  const { exitCode, stderr } = await runProgram(['keep', whole, '--out', kept]);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  return { whole, kept, result };
}

const linesOf = (path: string): string[] =>
  gunzipSync(readFileSync(path)).toString('utf8').split('\n').slice(0, -1);

function changeLines(folder: string, change: (lines: readonly string[]) => readonly string[]): void {
  const path = join(folder, keptSamples);
  writeFileSync(
    path,
    gzipSync(
      change(linesOf(path))
        .map((line) => `${line}\n`)
        .join(''),
    ),
  );
}

test('it has the result byte for byte, and the lines of one scenario', async (t) => {
  const { whole, kept, result } = await keepRun(t);
  assert.deepEqual(readdirSync(kept).sort(), [packedResult, keptSamples].sort());
  assert.deepEqual(
    gunzipSync(readFileSync(join(kept, packedResult))),
    readFileSync(join(whole, 'result.json')),
  );
  const isKept = (line: string): boolean => (JSON.parse(line) as LaunchRecord).scenario === 'one-descriptor';
  const all = linesOf(join(whole, 'samples.ndjson.gz'));
  assert.deepEqual(linesOf(join(kept, keptSamples)), all.filter(isKept));
  assert.ok(all.some((line) => !isKept(line)) && result.launches.length === all.length);
});

test('its report is that of the whole result, but for what it says about the samples', async (t) => {
  const { whole, kept } = await keepRun(t);
  for (const folder of [whole, kept]) assert.equal((await runProgram(['report', folder])).stderr, '');
  const charts = (folder: string): string[] => readdirSync(join(folder, 'charts'));
  assert.deepEqual(charts(kept), charts(whole));
  for (const chart of charts(whole)) {
    const [one, other] = [whole, kept].map((folder) => readFileSync(join(folder, 'charts', chart), 'utf8'));
    assert.equal(other, one, chart);
  }
  const [ofWhole = [], ofKept = []] = [whole, kept].map((folder) =>
    readFileSync(join(folder, 'report.md'), 'utf8').split('\n'),
  );
  const gone = ofWhole.filter((line) => !ofKept.includes(line));
  assert.equal(gone.length, 1);
  assert.match(gone[0] ?? '', /^Every sample is in `samples\.ndjson\.gz`/);
  const text = ofKept.join('\n');
  assert.match(
    text,
    /Kept are the samples of `one-descriptor`.* in `samples-of-one-descriptor\.ndjson\.gz` \(36 launches/,
  );
  assert.match(text, /That file is not kept with this page/);
});

test('the summary and the comparison read it', async (t) => {
  const { whole, kept } = await keepRun(t);
  const [one, other] = [
    await runProgram(['report', whole, '--summary']),
    await runProgram(['report', kept, '--summary']),
  ];
  assert.equal(other.stdout, one.stdout);
  assert.equal(other.exitCode, 0);
  const twins = await runProgram([
    'report',
    '--compare',
    whole,
    kept,
    '--out',
    join(makeTempFolder(t), 'out'),
  ]);
  assert.match(twins.stderr, /hold the same run/);
});

describe('refused, exit code 2', () => {
  const parse = (line: string | undefined): LaunchRecord => JSON.parse(line ?? '') as LaunchRecord;
  const cases: readonly (readonly [string, (lines: readonly string[]) => readonly string[], RegExp])[] = [
    [
      'a changed sample',
      (lines) => lines.with(4, JSON.stringify(withLongerMedian(parse(lines[4])))),
      /line 5: launch \d+ gives another "wall" than the result states/,
    ],
    [
      'a launch missing',
      (lines) => lines.filter((_, index) => index !== 3),
      /line 4: launch 4, where the result has launch 3/,
    ],
    ['the last missing', (lines) => lines.slice(0, -1), /it ends before launch 35/],
    [
      'a launch doubled',
      (lines) => [...lines.slice(0, 2), ...lines.slice(1)],
      /line 3: launch 1, where the result has launch 2/,
    ],
    [
      'the last doubled',
      (lines) => [...lines, lines.at(-1) ?? ''],
      /line 37: a launch more than the result has/,
    ],
    [
      'two swapped',
      (lines) => lines.with(0, lines[1] ?? '').with(1, lines[0] ?? ''),
      /line 1: launch 1, where the result has launch 0/,
    ],
    [
      'of another scenario',
      (lines) => lines.with(0, JSON.stringify({ ...parse(lines[0]), scenario: 'batch' })),
      /line 1: launch 0 gives another "scenario"/,
    ],
    ['not a launch', (lines) => lines.with(0, '{"launch":0}'), /line 1 does not say which launch/],
    ['not an object', (lines) => lines.with(0, 'null'), /line 1 is not a launch/],
    [
      'without its roles',
      (lines) => lines.with(0, JSON.stringify({ ...parse(lines[0]), roles: null })),
      /line 1: not the record of a launch/,
    ],
    ['not JSON', (lines) => lines.with(1, '{'), /line 2 is not JSON/],
  ];
  for (const [name, change, message] of cases) {
    test(name, async (t) => {
      const { kept } = await keepRun(t);
      changeLines(kept, change);
      for (const flags of [[], ['--summary']]) {
        const { exitCode, stderr, stdout } = await runProgram(['report', kept, ...flags]);
        assert.match(stderr, message);
        assert.match(stderr, /samples-of-one-descriptor\.ndjson\.gz/);
        assert.doesNotMatch(stderr, /\n\s+at /);
        assert.equal(stdout, '');
        assert.equal(exitCode, 2);
      }
      assert.equal(existsSync(join(kept, 'report.html')), false);
    });
  }

  test('neither kept nor whole', async (t) => {
    const { kept } = await keepRun(t);
    rmSync(join(kept, keptSamples));
    const { exitCode, stderr } = await runProgram(['report', kept]);
    assert.match(stderr, /samples\.ndjson\.gz: cannot be read/);
    assert.equal(exitCode, 2);
  });

  test('a packed result that is none', async (t) => {
    const { kept } = await keepRun(t);
    writeFileSync(join(kept, packedResult), 'no gzip');
    const { exitCode, stderr } = await runProgram(['report', kept]);
    assert.match(stderr, /result\.json\.gz: not JSON \(cut off/);
    assert.equal(exitCode, 2);
  });

  test('an export of it, keeping it again, and keeping into a place that is taken', async (t) => {
    const { kept, whole } = await keepRun(t);
    const out = join(makeTempFolder(t), 'out');
    const words: readonly (readonly [string[], RegExp])[] = [
      [['export', kept, '--format', 'csv'], /a kept result.*export from the whole one/],
      [['keep', kept, '--out', out], /is a kept result already/],
      [['keep', whole, '--out', kept], /already holds result\.json\.gz/],
    ];
    for (const [given, message] of words) {
      const { exitCode, stderr, stdout } = await runProgram(given);
      assert.match(stderr, message);
      assert.deepEqual([stdout, exitCode], ['', 2]);
    }
  });
});

/** Half of the recorded samples take twice as long: the launch's median is another one. */
function withLongerMedian(record: LaunchRecord): LaunchRecord {
  assert.ok(record.samples !== null);
  const { columns } = record.samples;
  const holding = (columns.holding ?? []).map((ns, index) => (ns === null || index % 2 === 0 ? ns : 2 * ns));
  return { ...record, samples: { ...record.samples, columns: { ...columns, holding } } };
}
