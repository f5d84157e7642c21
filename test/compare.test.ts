// SPDX-License-Identifier: Apache-2.0
// `report --compare`, `--summary` and `--front-matter` as a user calls them: what is written, what is refused and how.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Result } from '../bench/results/result.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

/** Two runs with samples of their own: the second one's are packed anew. */
function twoRuns(t: TestContext, change: (result: Result) => Result = (result) => result): [string, string] {
  const [one, other] = [makeTempFolder(t), makeTempFolder(t)];
  storeRun(one);
  storeRun(other);
  const samples = join(other, 'samples.ndjson.gz');
  const packed = gzipSync(gunzipSync(readFileSync(samples)), { level: 1 });
  writeFileSync(samples, packed);
  const path = join(other, 'result.json');
  const result = change(JSON.parse(readFileSync(path, 'utf8')) as Result);
  const sha256 = createHash('sha256').update(packed).digest('hex');
  writeFileSync(
    path,
    JSON.stringify({ ...result, samples: { ...result.samples, sha256, bytes: packed.length } }),
  );
  return [one, other];
}

test('two runs become one page with its charts; once', async (t) => {
  const [one, other] = twoRuns(t, (result) => ({ ...result, run: { ...result.run, quick: false } }));
  const out = join(makeTempFolder(t), 'compared');
  const words = ['report', '--compare', one, other, '--out', out];
  const { exitCode, stdout, stderr } = await runProgram(words);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  assert.match(stdout, /What differs between A and B: quick\.[^]*Report: .*comparison\.html\n$/);
  assert.deepEqual(readdirSync(out).sort(), ['charts', 'comparison.html', 'comparison.md']);
  const again = await runProgram(words);
  assert.match(again.stderr, /--out: .* already holds comparison\.html/);
  assert.equal(again.exitCode, 2);
});

test('as JSON, the first run before the flag', async (t) => {
  const [one, other] = twoRuns(t);
  const out = join(makeTempFolder(t), 'compared');
  const { stdout } = await runProgram(['report', one, '--compare', other, '--out', out, '--json']);
  const { folder, files } = JSON.parse(stdout) as { folder: string; files: string[] };
  assert.equal(folder, out);
  assert.ok(files.length > 2 && files.every((file) => existsSync(file)));
});

describe('refused, exit code 2, nothing written', () => {
  const differentPoints = (result: Result): Result => ({
    ...result,
    scenarios: result.scenarios.map((one) => ({ ...one, interval: { ...one.interval, last: 'used' } })),
  });
  const otherVersion = (result: Result): Result => ({ ...result, version: 99 }) as unknown as Result;
  const cases: readonly (readonly [
    string,
    (runs: [string, string]) => string[],
    RegExp,
    typeof otherVersion?,
  ])[] = [
    ['one run', ([one]) => [one], /name two runs or more/],
    ['the same run twice', ([one]) => [one, one], /hold the same run/],
    ['too many', ([one]) => Array.from({ length: 9 }, () => one), /9 runs are too many, at most 8/],
    ['another version', (runs) => runs, /version 99 of the result's format/, otherVersion],
    [
      'nothing alike',
      (runs) => runs,
      /nothing in these runs was measured alike: .*interval/,
      differentPoints,
    ],
  ];
  for (const [name, choose, message, change] of cases) {
    test(name, async (t) => {
      const out = join(makeTempFolder(t), 'compared');
      const { exitCode, stderr, stdout } = await runProgram([
        'report',
        '--compare',
        ...choose(twoRuns(t, change)),
        '--out',
        out,
      ]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(exitCode, 2);
      assert.equal(existsSync(out), false);
    });
  }

  test('without --out, without any folder, with flags that do not go together', async (t) => {
    const [one, other] = twoRuns(t);
    const wrong: readonly (readonly [string[], RegExp])[] = [
      [['--compare', one, other], /say where to put it: --out DIR/],
      [[], /name the folder of a run/],
      [[one, '--summary', '--json'], /cannot be used with/],
      [['--compare', one, other, '--front-matter', '--out', 'x'], /cannot be used with/],
    ];
    for (const [words, message] of wrong) {
      const { exitCode, stderr } = await runProgram(['report', ...words]);
      assert.match(stderr, message);
      assert.equal(exitCode, 2);
    }
  });
});

test('a summary is printed, and nothing written', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  const { exitCode, stdout, stderr } = await runProgram(['report', folder, '--summary']);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  assert.match(stdout, /At one descriptor\n- Same CPU:[^]*equal cost \(1\)/);
  assert.deepEqual(readdirSync(folder).sort(), ['result.json', 'samples.ndjson.gz']);
});

test('front matter stands on top of report.md where it is asked for', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  const readReport = (): string => readFileSync(join(folder, 'report.md'), 'utf8');
  assert.equal((await runProgram(['report', folder, '--front-matter'])).exitCode, 0);
  assert.match(readReport(), /^---\ntitle: "/);
  assert.equal((await runProgram(['report', folder])).exitCode, 0);
  assert.match(readReport(), /^# /);
});

test('the help of every command fits a screen', async () => {
  for (const command of [
    '',
    'run',
    'gate',
    'calibrate',
    'list',
    'doctor',
    'hazards',
    'permissions',
    'claims',
    'report',
    'export',
  ]) {
    const { stdout } = await runProgram([...(command === '' ? [] : [command]), '--help']);
    const lines = stdout.trimEnd().split('\n');
    // npm says four lines of its own before the list of commands.
    assert.ok(lines.length <= (command === '' ? 20 : 36), `${command}: ${String(lines.length)} lines`);
    assert.deepEqual(
      lines.filter((line) => line.length > 80),
      [],
    );
  }
});
