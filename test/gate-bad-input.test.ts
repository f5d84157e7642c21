// SPDX-License-Identifier: Apache-2.0
// A gate that is asked for what it cannot do, and helpers that fail, lie or hang: wrong usage is refused with exit code
// 2, what cannot be judged is INVALID with exit code 4. Nothing of it is ever fast, or slow.

import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { helperPath } from '../bench/native.ts';
import { readGate } from '../bench/results/read-gate.ts';
import type { GateResult } from '../bench/results/gate-result.ts';
import { writeFakeHelper } from './support/fake-helper.ts';
import type { Lie } from './support/lying-helper.ts';
import { writeLyingHelper } from './support/lying-helper.ts';
import type { ProgramEnd } from './support/program.ts';
import { mainPath, makeTempFolder, runProgram } from './support/program.ts';

const alike = ['--base-helper', helperPath()];
/** Ten blocks of four launches, and once as many again. */
const small = ['--only', 'mechanism=scm_rights', '--blocks', '10'];

describe('wrong words', { concurrency: 2 }, () => {
  const cases: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['no base', [], /needs one of --base REF, --base-helper PATH and --baseline DIR: none is given/],
    ['two bases', [...alike, '--base', 'HEAD'], /needs one of .*: more than one is given/],
    [
      'a base that does not exist',
      ['--base', 'no-such-branch'],
      /--base "no-such-branch": .* no such revision/,
    ],
    ['a base that is an option', ['--base', '--output=/tmp/x'], /--base/],
    [
      'a base helper that does not exist',
      ['--base-helper', '/none'],
      /--base-helper "\/none" cannot be found/,
    ],
    [
      'a head helper that is a folder',
      [...alike, '--head-helper', '/tmp'],
      /--head-helper "\/tmp" is not a file/,
    ],
    [
      'a baseline that does not exist',
      ['--baseline', '/none'],
      /neither result\.json nor gate\.json is there/,
    ],
    [
      'twenty-two endpoints',
      [...alike, '--only', 'scenario=batch'],
      /22 comparisons are asked for .* at most 6; narrow it with --only/,
    ],
    ['nothing to gate', [...alike, '--only', 'mechanism=message_only'], /nothing to gate/],
    [
      'a p99 of too few transfers',
      [...alike, '--only', 'scenario=cold', '--quantile', 'p99'],
      /--quantile p99 needs 1000 transfers a launch, cold has 1/,
    ],
    ['another quantile', [...alike, '--quantile', 'p95'], /Allowed choices are p50, p99/],
    ['too few blocks', [...alike, '--blocks', '9'], /--blocks: "9" is not a whole number from 10/],
    ...['x', '-5%', '2000%'].map(
      (tolerance) =>
        [
          `tolerance ${tolerance}`,
          [...alike, '--tolerance', tolerance],
          /--tolerance: ".*" is not a share from 0\.5% to 1000%; write 5% or 0\.05/,
        ] as const,
    ),
  ];
  for (const [name, words, message] of cases) {
    test(name, async (t) => {
      const out = join(makeTempFolder(t), 'run');
      const { exitCode, stdout, stderr } = await runProgram(['gate', ...words, '--out', out]);
      assert.match(stderr, message);
      assert.doesNotMatch(stderr, /\n\s+at /);
      assert.equal(stdout, '');
      assert.equal(exitCode, 2);
      assert.ok(!existsSync(out));
    });
  }
});

test('a budget too small for ten blocks: refused, nothing is kept', async (t) => {
  const out = join(makeTempFolder(t), 'run');
  const { exitCode, stderr } = await runProgram(['gate', ...alike, '--budget', '0.2s', '--out', out]);
  assert.match(stderr, /--budget 0\.2s is too small for 10 blocks, .* they take about \d+ s here/);
  assert.equal(exitCode, 2);
  assert.ok(!existsSync(out));
});

interface Gated extends ProgramEnd {
  readonly gate: GateResult;
}

/** Head is a fake; the folder for temporary files must be empty afterwards. */
async function gateFake(t: TestContext, headHelper: string, words: readonly string[] = []): Promise<Gated> {
  const out = join(makeTempFolder(t), 'run');
  const temporary = makeTempFolder(t);
  const command = ['env', `TMPDIR=${temporary}`, process.execPath, mainPath];
  const end = await runProgram(
    ['gate', ...alike, ...small, ...words, '--head-helper', headHelper, '--out', out],
    command,
  );
  assert.doesNotMatch(end.stderr, /\n\s+at /);
  assert.deepEqual(readdirSync(temporary), []);
  return { ...end, gate: await readGate(out) };
}

/** INVALID for this rule, and head has no number. */
function assertInvalid({ exitCode, gate, stdout }: Gated, rule: string, text: RegExp): void {
  assert.equal(gate.verdict, 'INVALID');
  assert.equal(exitCode, 4);
  assert.match(stdout, /Verdict: INVALID/);
  const [endpoint, ...more] = gate.endpoints;
  assert.ok(endpoint !== undefined && more.length === 0);
  assert.equal(endpoint.reasons[0]?.rule, rule);
  assert.match(endpoint.reasons[0].text, text);
  assert.deepEqual(endpoint.looks, []);
}

describe('a helper that lies', { concurrency: 2 }, () => {
  const cases: readonly (readonly [Lie, RegExp])[] = [
    ['fewer samples', /9 of 10 .* \(SAMPLES_MISSING: only 300 of 350 transfers were stamped/],
    ['no time at all', /\(STAMPS: 300 of 300 recorded transfers took 0 ns/],
    ['backwards in time', /\(STAMPS: holding of sample 0 .* lies \d+ ns before/],
    ['in the future', /\(STAMPS: holding of sample 0 .* after the launch had ended/],
    ['no time in every second', /\(STAMPS: 150 of 300 recorded transfers took under 50 ns/],
  ];
  for (const [lie, text] of cases) {
    test(lie, async (t) => {
      const gated = await gateFake(t, writeLyingHelper(makeTempFolder(t), lie));
      assertInvalid(gated, 'failed-launches', text);
      assert.equal(gated.gate.endpoints[0]?.head, null);
    });
  }

  test('about how many it received', async (t) => {
    const fewer = `receiver) '${helperPath()}' "$@" | sed 's/"received_count":350/"received_count":3/'; exit;;`;
    const gated = await gateFake(t, writeFakeHelper(makeTempFolder(t), fewer));
    assertInvalid(gated, 'oracle', /says ok and reports .*"received":3/);
  });
});

test('a helper that is not where it was put: INVALID', async (t) => {
  const elsewhere = `receiver) '${helperPath()}' "$@" | sed 's/"cpu":[0-9]*/"cpu":-1/'; exit;;`;
  const gated = await gateFake(t, writeFakeHelper(makeTempFolder(t), elsewhere));
  assertInvalid(gated, 'failed-launches', /MISPLACED: the receiver says that it ran pinned nowhere/);
});

describe('a helper that fails', { concurrency: 2 }, () => {
  test('hangs: ended by the deadline, given up after three', async (t) => {
    const hanging = writeFakeHelper(makeTempFolder(t), 'donor) exec sleep 60;;');
    const gated = await gateFake(t, hanging, ['--deadline-ms', '1500']);
    assertInvalid(gated, 'failed-launches', /HELPER_OVERDUE: the donor did not end by its deadline/);
    assert.match(gated.stderr, /skipped: one-descriptor same-cpu scm_rights head: failed 3 times in a row/);
  });

  test('hangs, and there is a budget: no wrong usage either', async (t) => {
    const hanging = writeFakeHelper(makeTempFolder(t), 'donor) exec sleep 60;;');
    const gated = await gateFake(t, hanging, ['--deadline-ms', '1000', '--budget', '30s']);
    assertInvalid(gated, 'failed-launches', /HELPER_OVERDUE/);
  });

  test('floods standard output', async (t) => {
    const flooding = writeFakeHelper(makeTempFolder(t), 'donor) exec yes;;');
    assertInvalid(await gateFake(t, flooding), 'failed-launches', /HELPER_OUTPUT: .*more than 64 KiB/);
  });

  test('fails half of its launches, the slow half perhaps: INVALID, never fast', async (t) => {
    const folder = makeTempFolder(t);
    const [odd, real] = [join(folder, 'odd'), helperPath()];
    const half = `donor) if [ -e '${odd}' ]; then rm '${odd}'; exec '${real}' "$@"; fi; : > '${odd}'; exit 9;;`;
    const gated = await gateFake(t, writeFakeHelper(folder, half));
    assertInvalid(gated, 'failed-launches', /5 of 10 launches of scm_rights head failed/);
    const { head } = gated.gate.endpoints[0] ?? {};
    assert.ok(head != null, 'the other half has its number; no verdict rests on it');
  });

  test('of another protocol: refused before anything is measured', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const other = writeFakeHelper(makeTempFolder(t), `list) echo '{"protocol":7,"mechanisms":[]}'; exit 0;;`);
    for (const words of [
      ['--base-helper', other],
      [...alike, '--head-helper', other],
    ]) {
      const { exitCode, stderr } = await runProgram(['gate', ...words, ...small, '--out', out]);
      assert.match(stderr, /protocol 7/);
      assert.equal(exitCode, 4);
      assert.ok(!existsSync(out));
    }
  });
});

test('a folder for temporary files that is not there: said, exit code 4', async (t) => {
  const command = ['env', 'TMPDIR=/none/such', process.execPath, mainPath];
  const { exitCode, stderr } = await runProgram(
    ['gate', ...alike, '--out', join(makeTempFolder(t), 'run')],
    command,
  );
  assert.match(stderr, /\/none\/such: nothing temporary can be written there \(ENOENT\): .*TMPDIR=/);
  assert.doesNotMatch(stderr, /\n\s+at /);
  assert.equal(exitCode, 4);
});
