// SPDX-License-Identifier: Apache-2.0
// Other ways, as they are: the program lists those that the scenario names, plays each, and a run of them has its table.

import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { helperPath } from '../bench/native.ts';
import { readRun } from '../bench/results/read-result.ts';
import { readSamples } from '../bench/results/samples-reader.ts';
import { parseWayReport } from '../bench/run/way-report.ts';
import { otherWays } from '../scenarios/load/other-ways.ts';
import { safeTransfer } from '../scenarios/transfer/safe-transfer.ts';
import { makeTempFolder, runProgram } from './support/program.ts';

const helper = helperPath();

const everyWay = [...otherWays.ways, ...safeTransfer.ways];

test('the scenarios have every way that the helper lists', () => {
  const list = JSON.parse(execFileSync(helper, ['list'], { encoding: 'utf8' })) as {
    ways: { name: string }[];
  };
  assert.deepEqual(list.ways.map(({ name }) => name).sort(), [...everyWay].sort());
});

describe('handover-helper way', () => {
  for (const way of everyWay) {
    test(`${way}: its line, and nothing on standard error`, (t) => {
      const words = [
        'way',
        '--way',
        way,
        '--kind',
        'memfd',
        '--batch',
        '2',
        '--warmup',
        '2',
        '--transfers',
        '5',
      ];
      const { status, stdout, stderr } = spawnSync(helper, words, { encoding: 'utf8' });
      const parsed = parseWayReport(stdout);
      assert.ok(parsed.kind === 'report', stdout);
      const { report } = parsed;
      if (report.status === 'unsupported') {
        assert.equal(status, 77);
        t.skip(report.error?.text ?? 'unsupported');
        return;
      }
      assert.deepEqual([status, stderr, report.way, report.transfers], [0, '', way, 7]);
      assert.deepEqual([report.oracle.verdict, report.oracle.received_count], ['pass', 14]);
    });
  }

  test('wrong usage is 2 and a sentence', () => {
    for (const words of [[], ['--way', 'teleport'], ['--way', 'broker', '--batch', '17']]) {
      const { status, stdout, stderr } = spawnSync(helper, ['way', ...words], { encoding: 'utf8' });
      assert.deepEqual([status, stdout], [2, '']);
      assert.match(stderr, /^handover-helper way: .+\n$/);
    }
  });
});

describe('a run of other ways', () => {
  test('has a row each, no ratio, and can be read again', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const words = ['--only', 'scenario=other-ways,placement=same-cpu', '--blocks', '1', '--out', out];
    const { exitCode, stdout, stderr } = await runProgram(words);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /other-ways, same-cpu: What do other ways/);
    const { rows, skips, launches } = await readRun(out);
    assert.deepEqual(
      launches.filter(({ status }) => status === 'failed'),
      [],
    );
    const refused = skips.flatMap(({ arm }) => arm ?? []);
    assert.ok(skips.every(({ reason }) => !reason.includes('HELPER_USAGE')));
    const measured = rows.filter(({ wall }) => wall !== null);
    assert.deepEqual(new Set([...measured.map(({ arm }) => arm), ...refused]), new Set(otherWays.ways));
    for (const { oracle, ratioToFloor, ratioToReference, reference } of measured)
      assert.deepEqual([oracle, ratioToFloor, ratioToReference, reference], ['pass', null, null, null]);
    for await (const record of readSamples(out)) assert.equal(record.way?.way, record.arm);
  });

  test('divides only those that share an interval, block by block', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const words = ['--only', 'scenario=safe-transfer,placement=same-cpu', '--blocks', '2', '--out', out];
    const { exitCode, stdout, stderr } = await runProgram(words);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /safe-transfer, same-cpu: What does a transfer cost/);
    const { rows } = await readRun(out);
    const measured = rows.filter(({ wall }) => wall !== null);
    assert.ok(measured.length >= 2, 'push is always possible');
    for (const { arm, oracle, reference, ratioToReference, ratioToFloor, declared } of measured) {
      assert.deepEqual([oracle, ratioToFloor, declared], ['pass', null, false]);
      assert.equal(reference, safeTransfer.dividedBy?.[arm] ?? null);
      assert.equal(ratioToReference === null, reference === null);
    }
  });

  test('list names them', async () => {
    assert.match(
      (await runProgram(['list'])).stdout,
      /other-ways: .*\n +same-cpu, cross-cpu; inherit_exec, broker/,
    );
  });
});
