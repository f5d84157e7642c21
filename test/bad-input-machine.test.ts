// SPDX-License-Identifier: Apache-2.0
// Machines that cannot do all of it, and helpers that are missing, refused, killed or not ours: each is
// visible in the result with its reason, and the rest goes on.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { affinity, helperPath } from '../bench/native.ts';
import { readRun } from '../bench/results/read-result.ts';
import type { Result } from '../bench/results/result.ts';
import { childrenOf, isRunning, isStopped, waitFor, writeFakeHelper } from './support/fake-helper.ts';
import { mainPath, makeTempFolder, runProgram, startProgram } from './support/program.ts';

const small = ['--only', 'scenario=one-descriptor,placement=same-cpu', '--blocks', '4'];

async function runWithFake(t: TestContext, cases: string, words = small): Promise<Ran> {
  const folder = makeTempFolder(t);
  const out = join(folder, 'run');
  const helper = writeFakeHelper(folder, cases);
  const end = await runProgram([...words, '--deadline-ms', '500', '--helper', helper, '--out', out]);
  assert.doesNotMatch(end.stderr, /\n\s+at /);
  return { ...end, result: await readRun(out) };
}

interface Ran {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly result: Result;
}

function codesOf(result: Result, status: 'failed' | 'unsupported'): (string | undefined)[] {
  return [
    ...new Set(
      result.launches.filter((launch) => launch.status === status).map(({ failure }) => failure?.code),
    ),
  ];
}

describe('limits', () => {
  test('one CPU: across CPUs is a visible skip', async (t) => {
    if (spawnSync('taskset', ['--version']).error !== undefined) {
      t.skip('taskset is not installed');
      return;
    }
    const out = join(makeTempFolder(t), 'run');
    const onOne = ['taskset', '-c', String(affinity()[0]), process.execPath, mainPath];
    const words = ['--only', 'scenario=one-descriptor', '--blocks', '1', '--out', out];
    const { exitCode, stdout, stderr } = await runProgram(words, onOne);
    assert.equal(exitCode, 0, stderr);
    assert.match(stdout, /Skipped \(1\)\n {2}one-descriptor cross-cpu: cross-cpu needs two CPUs/);
    assert.deepEqual(
      (await readRun(out)).cells.map(({ placement }) => placement),
      ['same-cpu', 'unpinned'],
    );
  });

  test('a low hard limit of descriptors: large batches are visible skips', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const limited = ['sh', '-c', 'ulimit -n 512; exec "$0" "$@"', process.execPath, mainPath];
    const only = 'scenario=batch,batch=252,batch=1024,placement=same-cpu';
    const { exitCode, stdout } = await runProgram(['--only', only, '--blocks', '1', '--out', out], limited);
    assert.equal(exitCode, 0);
    assert.match(stdout, /batch same-cpu × 1024: needs 1088 open descriptors .* hard limit is 512/);
    assert.match(stdout, /remedy: raise the hard limit/);
    assert.deepEqual((await readRun(out)).cells[0]?.points, [252]);
  });

  test('a CPU that is not allowed: the helper ends as unsupported', () => {
    const { status, stderr } = spawnSync(
      helperPath(),
      ['launch', '--mechanism', 'scm_rights', '--donor-cpu', '8000'],
      { encoding: 'utf8' },
    );
    assert.equal(status, 77, stderr);
  });
});

describe('pidfd_getfd refused: its arm is a skip with the cause, the others go on', () => {
  for (const [code, cause] of [
    ['EPERM', 'ptrace'],
    ['ENOSYS', 'no such call'],
  ] as const) {
    test(code, async (t) => {
      const folder = makeTempFolder(t);
      const line = join(folder, 'line.json');
      writeFileSync(line, JSON.stringify(refusal(code, cause)));
      const launchLine = join(folder, 'launch.json');
      writeFileSync(
        launchLine,
        JSON.stringify({ protocol: 1, role: 'launch', donor: null, receiver: refusal(code, cause) }),
      );
      const refuse = (role: string, file: string): string =>
        `${role}) case "$*" in *"--mechanism pidfd_getfd"*) cat '${file}'; exit 77;; esac;;`;
      const cases = `${refuse('receiver', line)}\n${refuse('launch', launchLine)}`;
      const { exitCode, stdout, stderr, result } = await runWithFake(t, cases);
      assert.equal(exitCode, 0, stderr);
      assert.match(stderr, new RegExp(`preflight: pidfd-getfd: ${code}`));
      assert.match(
        stdout,
        new RegExp(`one-descriptor same-cpu pidfd_getfd: ${code} in pidfd_getfd: ${cause}`),
      );
      const count = (arm: string): number => result.launches.filter((launch) => launch.arm === arm).length;
      assert.deepEqual([count('message_only'), count('scm_rights'), count('pidfd_getfd')], [4, 4, 1]);
      assert.deepEqual(codesOf(result, 'unsupported'), [code]);
    });
  }
});

describe('helpers that fail: recorded, never retried, given up after three in a row', () => {
  const cases: readonly (readonly [string, string, string, RegExp])[] = [
    [
      'garbage',
      'donor) echo garbage; exit 0;;',
      'HELPER_OUTPUT',
      /printed "garbage" instead of its JSON line/,
    ],
    [
      'another protocol',
      `donor) echo '{"protocol":9}'; exit 0;;`,
      'HELPER_PROTOCOL',
      /protocol 9, this benchmark 1/,
    ],
    ['killed', 'donor) kill -9 $$;;', 'HELPER_DIED', /the donor was killed by SIGKILL/],
    [
      'an exit code and a word',
      'donor) echo "no luck" >&2; exit 3;;',
      'HELPER_DIED',
      /exit code 3; it said: no luck/,
    ],
    ['hangs', 'donor) exec sleep 60;;', 'HELPER_OVERDUE', /the donor did not end by its deadline/],
    [
      'endless output',
      'donor) exec yes;;',
      'HELPER_OUTPUT',
      /the donor wrote more than 64 KiB and was ended/,
    ],
    ['endless complaints', 'donor) exec yes >&2;;', 'HELPER_OUTPUT', /wrote more than 64 KiB.*; it said: y$/],
  ];
  for (const [name, fake, code, text] of cases) {
    test(name, async (t) => {
      const words = [
        '--only',
        'scenario=one-descriptor,placement=same-cpu,mechanism=message_only',
        '--blocks',
        '4',
      ];
      const { exitCode, stdout, result } = await runWithFake(t, fake, words);
      assert.equal(exitCode, 4);
      assert.equal(result.launches.length, 3);
      for (const { failure } of result.launches) {
        assert.ok(failure?.code.startsWith(code), JSON.stringify(failure));
        assert.match(failure?.text ?? '', text);
      }
      assert.match(result.skips[0]?.reason ?? '', /failed 3 times in a row/);
      assert.match(stdout, /Failed launches \(3 of 3\)/);
    });
  }

  test('one launch killed from outside: that one failed, the rest is there', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const only = 'scenario=batch,batch=4096,placement=same-cpu,mechanism=message_only';
    const program = startProgram(['--only', only, '--blocks', '12', '--out', out]);
    await waitFor(() => (existsSync(join(out, 'samples.ndjson.gz')) ? true : undefined));
    const victim = await waitFor(() => childrenOf(program.child.pid ?? 0).find(isStopped));
    process.kill(victim, 'SIGKILL');
    const { exitCode } = await program.ended;
    const result = await readRun(out);
    assert.equal(result.launches.length, 12);
    assert.deepEqual(
      result.launches.flatMap(({ failure }) => failure?.code ?? []),
      ['HELPER_DIED'],
    );
    assert.equal(exitCode, 0);
    assert.equal(isRunning(victim), false);
  });
});

describe('no helper', () => {
  test('missing: refused, exit code 4', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const { exitCode, stderr } = await runProgram([...small, '--helper', join(out, 'none'), '--out', out]);
    assert.match(stderr, /this machine cannot run it: helper: .*cannot be started \(ENOENT\); build it/);
    assert.equal(exitCode, 4);
  });

  test('doctor says the same', async () => {
    const { exitCode, stdout } = await runProgram(['doctor', '--json', '--helper', '/nowhere/helper']);
    assert.equal(exitCode, 4);
    assert.match(stdout, /"runnable":false/);
  });

  test('gone in the middle: failed launches with a clear text', async (t) => {
    const { exitCode, result } = await runWithFake(t, 'donor) rm -f "$0"; exit 1;;');
    assert.equal(exitCode, 4);
    assert.ok(codesOf(result, 'failed').includes('HELPER_MISSING'));
  });
});

function refusal(code: string, text: string): object {
  const none = { verdict: 'not-run', method: 'none', complaint: '' };
  const zero = Object.fromEntries(
    ['received_count', 'identity_checked', 'description_checked', 'wrong_identity', 'wrong_description'].map(
      (name) => [name, 0],
    ),
  );
  const usage = Object.fromEntries(
    [
      'user_ns',
      'system_ns',
      'voluntary_switches',
      'involuntary_switches',
      'minor_faults',
      'major_faults',
      'max_rss_bytes',
    ].map((name) => [name, 0]),
  );
  return {
    protocol: 1,
    role: 'receiver',
    status: 'unsupported',
    pid: 1,
    cpu: -1,
    transfers: 0,
    messages: 0,
    oracle: { ...none, ...zero, not_close_on_exec: 0, open_before: 0, open_after: 0 },
    usage: { ...usage, migrations: null },
    clock: { cost_ns: 1, quantum_ns: 1 },
    error: { code, operation: 'pidfd_getfd', text },
  };
}
