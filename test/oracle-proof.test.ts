// SPDX-License-Identifier: Apache-2.0
// The oracle proven: helpers built with one deliberate fault each must fail their launch, for a push
// and for a pull, and the control without a fault must pass. See native/test/faulty/mechanisms.c.

import assert from 'node:assert/strict';
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { Result } from '../bench/results/result.ts';

/** What the failed launch must say: the receiver's complaint, for each fault. */
const faults: readonly { readonly fault: string; readonly push: RegExp; readonly pull: RegExp }[] = [
  { fault: 'WRONG_DESCRIPTOR', push: /not the donor's open file/, pull: /not the donor's open file/ },
  { fault: 'OTHER_DESCRIPTION', push: /not the donor's open file/, pull: /not the donor's open file/ },
  { fault: 'SWAPPED', push: /not the donor's open file/, pull: /not the donor's open file/ },
  { fault: 'NO_CLOSE_ON_EXEC', push: /not close-on-exec/, pull: /not close-on-exec/ },
  { fault: 'LEAK', push: /a leak/, pull: /a leak/ },
  { fault: 'ONE_TOO_FEW', push: /HANDOVER_FDS_TOO_FEW/, pull: /not the donor's open file/ },
];

const rooms = ['core', 'transfer', 'ways', 'load', 'service', 'clients', 'steps', 'silent', 'helper'].map(
  (room) => `native/${room}`,
);
const flags = ['-std=c11', '-D_GNU_SOURCE', '-O1', '-Wall', '-Wextra', '-Werror'];

let folder: string;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'oracle-proof-'));
  compileCore();
  for (const { fault } of [{ fault: 'NONE' }, ...faults]) linkHelper(fault);
});
after(() => {
  rmSync(folder, { recursive: true });
});

describe('a helper without a fault passes', () => {
  for (const mechanism of ['scm_rights', 'pidfd_getfd']) {
    test(mechanism, async () => {
      const { exitCode, stderr } = await launch('NONE', mechanism);
      assert.equal(stderr, '');
      assert.equal(exitCode, 0);
    });
  }
});

describe('a helper with a fault fails its launch', () => {
  for (const { fault, push, pull } of faults) {
    test(`scm_rights ${fault}`, async () => {
      await expectFailure(fault, 'scm_rights', push);
    });
    test(`pidfd_getfd ${fault}`, async () => {
      await expectFailure(fault, 'pidfd_getfd', pull);
    });
  }
});

describe('a run with such a helper ends with 4 and names the fault', () => {
  // With one descriptor at hand the preflight's trial launch finds every fault but the swap.
  for (const { fault, push } of faults.filter((each) => each.fault !== 'SWAPPED')) {
    test(`${fault}: refused before anything is measured`, async () => {
      const { exitCode, stderr } = await run(fault);
      assert.equal(exitCode, 4);
      assert.match(stderr, push);
    });
  }

  test('SWAPPED: every launch fails and gives no number', async () => {
    const { exitCode, result } = await run('SWAPPED');
    assert.equal(exitCode, 4);
    const pushed = result?.launches.filter(({ arm }) => arm === 'scm_rights') ?? [];
    assert.ok(pushed.length > 0);
    for (const { status, oracle, wall } of pushed) {
      assert.deepEqual({ status, oracle, wall }, { status: 'failed', oracle: 'fail', wall: null });
    }
  });

  test('the control ends with 0', async () => {
    const { exitCode, result } = await run('NONE');
    assert.equal(exitCode, 0);
    assert.ok(result?.launches.every(({ oracle }) => oracle === 'pass'));
  });
});

/** Batches of four, so that there is something to swap. */
async function run(fault: string): Promise<Ended & { readonly result: Result | null }> {
  const out = join(folder, `run-${fault}`);
  const only = 'scenario=batch,placement=same-cpu,point=4,mechanism=scm_rights';
  const words = ['run', '--helper', join(folder, fault), '--only', only, '--blocks', '2', '--out', out];
  const ended = await start(process.execPath, ['dist/bench/main.js', ...words]);
  const path = join(out, 'result.json');
  const result = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Result) : null;
  return { ...ended, result };
}

async function expectFailure(fault: string, mechanism: string, complaint: RegExp): Promise<void> {
  const { exitCode, stdout, stderr } = await launch(fault, mechanism);
  assert.match(stderr, complaint);
  assert.equal(exitCode, 4);
  const line = JSON.parse(stdout) as { status: string; one_way_ns: unknown };
  assert.equal(line.status, 'failed');
  assert.equal(line.one_way_ns, null, 'a failed launch gives no number');
}

/** All of the helper's sources but the list of mechanisms, once. */
function compileCore(): void {
  const absolute = rooms.flatMap((room) =>
    readdirSync(room)
      .filter((file) => file.endsWith('.c') && file !== 'mechanisms.c')
      .map((file) => join(process.cwd(), room, file)),
  );
  execFileSync('cc', [...flags, '-c', ...absolute], { cwd: folder });
}

function linkHelper(fault: string): void {
  const objects = readdirSync(folder)
    .filter((file) => file.endsWith('.o'))
    .map((file) => join(folder, file));
  const list = 'native/test/faulty/mechanisms.c';
  execFileSync('cc', [
    ...flags,
    `-DFAULT=FAULT_${fault}`,
    list,
    ...objects,
    '-lm',
    '-o',
    join(folder, fault),
  ]);
}

interface Ended {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

function launch(fault: string, mechanism: string): Promise<Ended> {
  const words = ['launch', '--mechanism', mechanism, '--kind', 'memfd', '--batch', '3', '--transfers', '10'];
  return start(join(folder, fault), words);
}

function start(program: string, words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(program, words, (error, stdout, stderr) => {
      resolve({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
    });
  });
}
