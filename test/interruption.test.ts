// SPDX-License-Identifier: Apache-2.0
// Ctrl-C in every phase: both roles end, what is finished is kept and valid, exit code 130. And when
// the runner itself is killed, the roles end by themselves.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { readRun } from '../bench/results/read-result.ts';
import { childrenOf, isRunning, readMarker, waitFor, writeFakeHelper } from './support/fake-helper.ts';
import { makeTempFolder, startProgram } from './support/program.ts';

/** Writes its pid, then sleeps: the test knows that this phase has been reached. */
function stopAt(word: string, marker: string, trap = ''): string {
  return `${word}) ${trap} echo $$ > '${marker}'; exec sleep 20;;`;
}

describe('Ctrl-C', () => {
  test('during preflight: nothing is left', async (t) => {
    const folder = makeTempFolder(t);
    const [out, marker] = [join(folder, 'run'), join(folder, 'marker')];
    const helper = writeFakeHelper(folder, stopAt('list', marker));
    const program = startProgram(['--quick', '--helper', helper, '--out', out]);
    const pid = await waitFor(() => readMarker(marker));
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended;
    assert.equal(exitCode, 130, stderr);
    assert.equal(isRunning(Number(pid)), false);
    assert.ok(!existsSync(out));
  });

  test('during the first launch: nothing was measured, nothing is left', async (t) => {
    const folder = makeTempFolder(t);
    const [out, marker] = [join(folder, 'run'), join(folder, 'marker')];
    const helper = writeFakeHelper(folder, stopAt('donor', marker));
    const program = startProgram(['--quick', '--helper', helper, '--out', out]);
    const pid = await waitFor(() => readMarker(marker));
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended;
    assert.match(stderr, /nothing was measured/);
    assert.equal(exitCode, 130);
    assert.equal(isRunning(Number(pid)), false);
    assert.ok(!existsSync(out));
  });

  test('while a budget is looked at: nothing is left', async (t) => {
    const folder = makeTempFolder(t);
    const [out, marker] = [join(folder, 'run'), join(folder, 'marker')];
    const helper = writeFakeHelper(folder, stopAt('donor', marker));
    const program = startProgram(['--quick', '--budget', '60s', '--helper', helper, '--out', out]);
    const pid = await waitFor(() => readMarker(marker));
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended;
    assert.doesNotMatch(stderr, /too small/);
    assert.equal(exitCode, 130, stderr);
    assert.equal(isRunning(Number(pid)), false);
    assert.ok(!existsSync(out));
  });

  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const) {
    test(`${signal} in the middle: a valid result and its report, exit code ${String(code)}`, async (t) => {
      const out = join(makeTempFolder(t), 'run');
      const program = startProgram(['--only', 'scenario=one-descriptor', '--blocks', '3', '--out', out]);
      await program.said(/one-descriptor same-cpu: 3 blocks/);
      program.child.kill(signal);
      const { exitCode, stdout, stderr } = await program.ended;
      assert.equal(exitCode, code, stderr);
      assert.match(stderr, /ending: what is finished is kept/);
      const result = await readRun(out);
      assert.equal(result.run.status, 'interrupted');
      assert.ok(result.launches.length >= 9);
      assert.ok(result.launches.every(({ status }) => status === 'ok'));
      assert.ok(readdirSync(out).includes('report.html'));
      assert.match(stdout, /one-descriptor, same-cpu/);
    });
  }

  test('during single calls', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const program = startProgram(['--only', 'scenario=single-calls', '--blocks', '10000', '--out', out]);
    await waitFor(() => (existsSync(join(out, 'samples.ndjson.gz')) ? true : undefined));
    program.child.kill('SIGINT');
    const { exitCode, stderr } = await program.ended;
    assert.equal(exitCode, 130, stderr);
    assert.deepEqual(childrenOf(program.child.pid ?? 0), []);
  });

  test('a helper that ignores SIGTERM is killed', async (t) => {
    const folder = makeTempFolder(t);
    const [out, marker] = [join(folder, 'run'), join(folder, 'marker')];
    const helper = writeFakeHelper(folder, stopAt('donor', marker, `trap '' TERM;`));
    const program = startProgram(['--quick', '--helper', helper, '--out', out]);
    const pid = await waitFor(() => readMarker(marker));
    program.child.kill('SIGINT');
    assert.equal((await program.ended).exitCode, 130);
    assert.equal(isRunning(Number(pid)), false);
  });

  test('twice: ends at once', async (t) => {
    const folder = makeTempFolder(t);
    const [out, marker] = [join(folder, 'run'), join(folder, 'marker')];
    const helper = writeFakeHelper(folder, stopAt('donor', marker, `trap '' TERM;`));
    const program = startProgram(['--quick', '--helper', helper, '--out', out]);
    const pid = Number(await waitFor(() => readMarker(marker)));
    t.after(() => {
      if (isRunning(pid)) process.kill(pid, 'SIGKILL');
    });
    program.child.kill('SIGINT');
    await program.said(/once more ends at once/);
    program.child.kill('SIGINT');
    assert.equal((await program.ended).exitCode, 130);
    assert.equal(isRunning(pid), true);
  });
});

describe('kill -9 of the runner', () => {
  for (const only of ['scenario=one-descriptor', 'scenario=batch,batch=10000', 'scenario=harness-overhead']) {
    test(`${only}: the roles end by themselves`, async (t) => {
      const out = join(makeTempFolder(t), 'run');
      const program = startProgram(['--only', only, '--blocks', '100', '--out', out]);
      await waitFor(() => (existsSync(join(out, 'samples.ndjson.gz')) ? true : undefined));
      const roles = await waitFor(() => {
        const found = childrenOf(program.child.pid ?? 0);
        return found.length > 0 ? found : undefined;
      });
      program.child.kill('SIGKILL');
      const { signal } = await program.ended;
      assert.equal(signal, 'SIGKILL');
      for (const pid of roles) await waitFor(() => (isRunning(pid) ? undefined : true));
    });
  }
});
