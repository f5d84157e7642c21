// SPDX-License-Identifier: Apache-2.0
// Silent failures counted once for real, through `run`: what is certain is told, and the stored run is whole. How many are
// swapped is a matter of time, about which nothing is claimed.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { readRun } from '../bench/results/read-result.ts';
import type { SilentResults, SilentRow } from '../bench/results/silent.ts';
import { leftOf, markProcesses } from './support/marked-processes.ts';
import { makeTempFolder, runProgram, startProgram } from './support/program.ts';

const find = markProcesses();

describe('run --only scenario=silent-failures', () => {
  test('tells and stores what both arms of a mechanism lost, and leaves no process', async (t) => {
    const silent = await runOnly(t, 'mechanism=scm_rights,variant=quiet,variant=pressure');
    const row = (condition: string, arm: string): SilentRow =>
      silent.rows.find((one) => one.condition === condition && one.arm === arm) ?? assert.fail(arm);
    assert.equal(silent.rows.length, 4);
    for (const { ledger, transfers, leaked } of silent.rows) {
      assert.equal(transfers, 400);
      assert.equal(leaked, 0);
      assert.equal(ledger.swapped + ledger.surplus, 0);
    }
    // The same seed: the same descriptors are meant, and the same slots are free.
    const [naive, safe] = [row('pressure', 'naive push'), row('pressure', 'safe push')];
    assert.equal(naive.ledger.meant, safe.ledger.meant);
    assert.ok(naive.ledger.truncated > 0);
    assert.equal(safe.ledger.truncated + safe.ledger.lost, 0);
    assert.ok(safe.ledger.refused >= naive.ledger.truncated);
    assert.equal(row('quiet', 'naive push').ledger.right, row('quiet', 'naive push').ledger.meant);
    assert.equal(row('quiet', 'naive push').ledger.inheritable, row('quiet', 'naive push').ledger.meant);
    assert.deepEqual(await leftOf(find), []);
  });

  test('keeps what was finished when it is interrupted', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const only = 'scenario=silent-failures,mechanism=scm_rights,variant=quiet';
    const { child, ended, said } = startProgram(['run', '--only', only, '--blocks', '5000', '--out', out]);
    await said(/silent-failures: 5000 blocks/);
    // The first has to end before there is anything to keep.
    await sleep(1000);
    child.kill('SIGINT');
    const { exitCode, stderr } = await ended;
    assert.equal(exitCode, 130, stderr);
    const { run, silent } = await readRun(out);
    assert.equal(run.status, 'interrupted');
    assert.equal(silent?.cells[0]?.endedBy, 'interrupted');
    assert.ok(silent.launches.length > 0 && silent.launches.every(({ status }) => status === 'ok'));
    assert.deepEqual(await leftOf(find), []);
  });
});

async function runOnly(context: TestContext, rest: string): Promise<SilentResults> {
  const out = join(makeTempFolder(context), 'run');
  const only = `scenario=silent-failures,${rest}`;
  const { exitCode, stdout, stderr } = await runProgram(['run', '--quick', '--only', only, '--out', out]);
  assert.equal(exitCode, 0, stderr);
  assert.match(stdout, /silent-failures \(descriptors per 100,000 transfers\)/);
  const { silent } = await readRun(out);
  return silent ?? assert.fail('nothing was counted');
}
