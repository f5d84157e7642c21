// SPDX-License-Identifier: Apache-2.0
// The program from end to end, as a user starts it: a small run with everything that it leaves behind.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readRun } from '../bench/results/read-result.ts';
import { readSamples } from '../bench/results/samples-reader.ts';
import { makeTempFolder, runProgram } from './support/program.ts';

describe('run', () => {
  test('one scenario, two blocks: table, result, samples, report', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const words = [
      '--quick',
      '--only',
      'scenario=one-descriptor',
      '--blocks',
      '2',
      '--seed',
      '7',
      '--out',
      out,
    ];
    const { exitCode, stdout, stderr } = await runProgram(words);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /one-descriptor, same-cpu: What does it cost/);
    assert.match(stdout, /× scm_rights[^]*message_only .*\n.*scm_rights .*\n.*pidfd_getfd .*/);
    assert.match(stdout, /Report: .*report\.html\n$/);
    assert.match(stderr, /one-descriptor same-cpu: 2 blocks, 6 launches/);

    const result = await readRun(out);
    assert.equal(result.run.status, 'complete');
    assert.equal(result.run.seed, 7);
    assert.equal(result.environment.hostname, null);
    assert.deepEqual(result.run.arguments, words);
    assert.ok(result.launches.every(({ status, oracle }) => status === 'ok' && oracle === 'pass'));
    assert.ok(result.rows.every(({ wall, blocks }) => wall !== null && wall.p50.value > 0 && blocks === 2));
    for (const file of ['report.html', 'report.md'])
      assert.ok(readFileSync(join(out, file), 'utf8').length > 1000);
    assert.ok(readdirSync(join(out, 'charts')).some((file) => file.endsWith('.svg')));
    assert.deepEqual(
      readdirSync(out).filter((file) => file.endsWith('.part')),
      [],
    );
  });

  test('every scenario with its smallest plan, every oracle passes', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const { exitCode, stdout, stderr } = await runProgram([
      '--quick',
      '--blocks',
      '1',
      '--json',
      '--out',
      out,
    ]);
    assert.equal(exitCode, 0, stderr);
    const { rows, skips, folder } = JSON.parse(stdout) as {
      rows: { oracle: string }[];
      skips: unknown[];
      folder: string;
    };
    assert.equal(folder, out);
    assert.ok(rows.length > 60);
    assert.ok(rows.every(({ oracle }) => oracle !== 'fail'));
    assert.ok(Array.isArray(skips));
    const result = await readRun(out);
    assert.deepEqual(
      result.launches.filter(({ status }) => status === 'failed'),
      [],
    );
    let recorded = 0;
    for await (const record of readSamples(out)) assert.equal(record.launch, recorded++);
    assert.equal(recorded, result.samples.launches);
  });

  test('--budget: ends by then, with whole blocks, and says what was not run', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    // One transfer a launch: ten of them fit, however busy the machine is.
    const only = 'scenario=cold,placement=same-cpu,mechanism=message_only';
    const words = ['--only', only, '--blocks', '10000', '--budget', '4s', '--out', out];
    const { exitCode, stdout, stderr } = await runProgram(words);
    assert.equal(exitCode, 0, stderr);
    assert.match(
      stdout,
      /Ended early\n.*same-cpu: its share of the budget was spent after \d+ of 10000 blocks\n/,
    );
    assert.match(stderr, /cold same-cpu: \d+ of 10000 blocks/);
    const { run, cells, rows } = await readRun(out);
    assert.equal(run.status, 'complete');
    assert.equal(cells[0]?.endedBy, 'budget');
    assert.ok((rows[0]?.blocks ?? 0) >= 10);
  });

  test('--with-hostname, and only then', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const only = 'scenario=one-descriptor,placement=same-cpu';
    const { exitCode } = await runProgram([
      'run',
      '--only',
      only,
      '--blocks',
      '1',
      '--with-hostname',
      '--out',
      out,
    ]);
    assert.equal(exitCode, 0);
    assert.notEqual((await readRun(out)).environment.hostname, null);
  });
});

describe('report', () => {
  test('builds the same files again, elsewhere', async (t) => {
    const folder = makeTempFolder(t);
    const [out, again] = [join(folder, 'run'), join(folder, 'again')];
    await runProgram(['--only', 'scenario=one-descriptor,placement=same-cpu', '--blocks', '1', '--out', out]);
    const { exitCode, stderr } = await runProgram(['report', out, '--out', again]);
    assert.equal(exitCode, 0, stderr);
    for (const file of ['report.html', 'report.md']) {
      assert.equal(readFileSync(join(again, file), 'utf8'), readFileSync(join(out, file), 'utf8'));
    }
    assert.ok(!existsSync(join(again, 'result.json')));
  });
});

describe('list and doctor', () => {
  test('list, as text and as JSON', async () => {
    const { exitCode, stdout } = await runProgram(['list']);
    assert.equal(exitCode, 0);
    assert.match(stdout, /one-descriptor: What does it cost/);
    const json = JSON.parse((await runProgram(['list', '--json'])).stdout) as Record<
      string,
      { id?: string }[]
    >;
    assert.ok(json['scenarios']?.some(({ id }) => id === 'batch'));
    assert.equal(json['mechanisms']?.length, 3);
  });

  test('doctor says what it looked at, and what to do about every limit', async () => {
    const { exitCode, stdout } = await runProgram(['doctor', '--json']);
    const { runnable, findings } = JSON.parse(stdout) as {
      runnable: boolean;
      findings: { id: string; status: string; evidence: string; remedy: string }[];
    };
    assert.equal(exitCode, runnable ? 0 : 4);
    assert.ok(findings.length >= 15);
    for (const { id, status, evidence, remedy } of findings) {
      assert.notEqual(evidence, '', id);
      assert.ok(status === 'ok' || remedy !== '', id);
    }
    assert.match((await runProgram(['doctor'])).stdout, /check.*status.*evidence.*what to do/);
  });

  test('every command has its help', async () => {
    for (const command of ['', 'run', 'gate', 'calibrate', 'list', 'doctor', 'report', 'export']) {
      const { exitCode, stdout } = await runProgram([command, '--help'].filter(Boolean));
      assert.equal(exitCode, 0);
      assert.match(stdout, /Usage: fd-handover/);
    }
  });
});
