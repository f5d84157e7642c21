// SPDX-License-Identifier: Apache-2.0
// Gates of real launches, from the command line to the files. Tolerances and slowdowns are so large that the machine's
// noise cannot turn a verdict: how well it judges small ones is for the simulations, the corpus and the proofs.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import { helperPath } from '../bench/native.ts';
import { readGate } from '../bench/results/read-gate.ts';
import { childrenOf, waitFor } from './support/fake-helper.ts';
import { mainPath, makeTempFolder, runProgram, startProgram } from './support/program.ts';

const small = ['--only', 'mechanism=scm_rights', '--blocks', '10'];
const alike = ['gate', '--base-helper', helperPath(), ...small];
/** A launch may take ten times as long as another: nothing is said about that. */
const anything = ['--tolerance', '1000%'];
/** Twenty times as long. */
const slowed = ['--inject-ns', '100000'];

/** The program with a folder of its own for temporary files, which must be empty afterwards. */
function commandIn(temporary: string): string[] {
  return ['env', `TMPDIR=${temporary}`, process.execPath, mainPath];
}

describe('base and head in the same blocks', () => {
  test('the same program: said, judged all the same, PASS', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const temporary = makeTempFolder(t);
    const { exitCode, stdout, stderr } = await runProgram(
      [...alike, ...anything, '--out', out],
      commandIn(temporary),
    );
    assert.match(stdout, /base and head are the same program, byte for byte/);
    assert.match(stdout, /Verdict: PASS/);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(readdirSync(temporary), []);
    const gate = await readGate(out);
    assert.deepEqual([gate.identical, gate.injected, gate.advisory], [true, false, false]);
    assert.equal(gate.launches.length, 40);
    assert.deepEqual([...new Set(gate.launches.map(({ arm }) => arm))].sort(), [
      'message_only',
      'message_only twin',
      'scm_rights base',
      'scm_rights head',
    ]);
    assert.equal(gate.samples.launches, 40);
    assert.deepEqual(readdirSync(out).sort(), [
      'charts',
      'gate.html',
      'gate.json',
      'gate.md',
      'samples.ndjson.gz',
    ]);
    const html = readFileSync(join(out, 'gate.html'), 'utf8');
    await runProgram(['report', out]);
    assert.equal(readFileSync(join(out, 'gate.html'), 'utf8'), html, 'built again, byte for byte');
  });

  test('head slowed down: FAIL twice, marked; --json says it in one object', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const { exitCode, stdout, stderr } = await runProgram([...alike, ...slowed, '--json', '--out', out]);
    assert.equal(exitCode, 1, stderr);
    const said = JSON.parse(stdout) as { verdict: string; injected: boolean; files: string[] };
    assert.deepEqual([said.verdict, said.injected], ['FAIL', true]);
    assert.ok(said.files.every((file) => existsSync(file)));
    const gate = await readGate(out);
    assert.deepEqual(
      gate.passes.map(({ name, endedBy }) => [name, endedBy]),
      [
        ['first', 'decided'],
        ['confirmation', 'decided'],
      ],
    );
    const [endpoint] = gate.endpoints;
    assert.ok(endpoint?.ratio != null && endpoint.ratio.value > 5);
    assert.equal(endpoint.confirmation.at(-1)?.decision, 'FAIL');
    const injected = gate.launches.filter(({ conditions }) => (conditions?.injected_ns ?? 0) > 0);
    assert.ok(injected.length > 0 && injected.every(({ arm }) => arm === 'scm_rights head'));
  });
});

describe('beside a stored result: advice', () => {
  async function storeRun(t: TestContext): Promise<string> {
    const stored = join(makeTempFolder(t), 'stored');
    const only = 'scenario=one-descriptor,placement=same-cpu,mechanism=scm_rights';
    const { exitCode, stderr } = await runProgram(['--only', only, '--blocks', '10', '--out', stored]);
    assert.equal(exitCode, 0, stderr);
    return stored;
  }

  test('of a run: PASS, the floor is told; of that gate, and slower: INCONCLUSIVE, never FAIL', async (t) => {
    const stored = await storeRun(t);
    const [one, two] = [join(stored, '../one'), join(stored, '../two')];
    const beside = (baseline: string, out: string): string[] => [
      ...['gate', '--baseline', baseline, ...small, '--out', out],
    ];
    const first = await runProgram([...beside(stored, one), ...anything]);
    assert.match(first.stdout, /advisory: .*not measured in the same blocks/);
    assert.match(first.stdout, /the floor \(message_only\) now takes .* than in the stored result/);
    assert.equal(first.exitCode, 0, first.stdout);
    const gate = await readGate(one);
    assert.equal(gate.advisory, true);
    assert.match(gate.helpers.base.source, /^stored: /);
    assert.deepEqual([...new Set(gate.launches.map(({ arm }) => arm))].sort(), [
      'message_only',
      'message_only twin',
      'scm_rights head',
    ]);

    const second = await runProgram([...beside(join(one, 'gate.json'), two), ...slowed]);
    assert.equal(second.exitCode, 3, second.stdout);
    assert.match(second.stdout, /INCONCLUSIVE .*\n {2}advise: head takes .* longer than the stored result/);
    assert.equal((await readGate(two)).endpoints[0]?.looks[0]?.decision, 'FAIL');
    const third = await runProgram(beside(two, join(stored, '../three')));
    assert.match(third.stderr, /a slowdown was injected into it/);
    assert.equal(third.exitCode, 2);
  });

  test('that has nothing of what is asked for: refused', async (t) => {
    const stored = await storeRun(t);
    const words = ['gate', '--baseline', stored, '--only', 'mechanism=pidfd_getfd'];
    const { exitCode, stderr } = await runProgram([...words, '--out', join(stored, '../out')]);
    assert.match(stderr, /nothing to compare with: .* 0 stored launches have a p50 of it, 10 are needed/);
    assert.equal(exitCode, 2);
  });
});

describe('Ctrl-C', () => {
  test('in the middle: both roles end, what is finished is judged and kept', async (t) => {
    const out = join(makeTempFolder(t), 'run');
    const temporary = makeTempFolder(t);
    const program = startProgram([...alike, '--blocks', '500', '--out', out], commandIn(temporary));
    const samples = join(out, 'samples.ndjson.gz');
    await waitFor(() => (existsSync(samples) && readFileSync(samples).length > 0 ? true : undefined));
    program.child.kill('SIGINT');
    const { exitCode, stdout, stderr } = await program.ended;
    assert.equal(exitCode, 130, stderr);
    assert.match(stderr, /ending: what is finished is kept/);
    assert.match(stdout, /Verdict: [A-Z]+ \(interrupted\)/);
    const gate = await readGate(out);
    assert.equal(gate.run.status, 'interrupted');
    assert.equal(gate.passes[0]?.endedBy, 'interrupted');
    assert.ok(gate.launches.length > 0);
    assert.deepEqual(childrenOf(program.child.pid ?? 0), []);
    assert.deepEqual(readdirSync(temporary), []);
  });
});

test('a report that cannot be written costs nobody the verdict', async (t) => {
  const out = makeTempFolder(t);
  mkdirSync(join(out, 'gate.html'));
  const { exitCode, stdout, stderr } = await runProgram([...alike, ...anything, '--out', out]);
  assert.match(
    stderr,
    /the report could not be written: .*gate\.html.*\n.*stored: fd-handover report .* again/,
  );
  assert.match(stdout, /Verdict: PASS\n\nReport: none/);
  assert.equal(exitCode, 0);
});

test('a full disk: said, and what fitted is judged and kept', async (t) => {
  const folder = makeTempFolder(t);
  const [disk, kept] = [join(folder, 'disk'), join(folder, 'kept')];
  const script = `mount -t tmpfs -o size=9m none '${disk}' || exit 99; "$0" "$@"; code=$?; cp -r '${disk}/run' '${kept}'; exit $code`;
  mkdirSync(disk);
  const onDisk = ['unshare', '-rm', 'sh', '-c', script, process.execPath, mainPath];
  const words = [...alike, '--blocks', '500', '--out', join(disk, 'run')];
  const { exitCode, stderr } = await runProgram(words, onDisk).catch((error: unknown) => ({
    exitCode: 99,
    stderr: String(error),
  }));
  if (exitCode === 99 || /^unshare/m.test(stderr)) {
    t.skip('no tmpfs can be mounted here');
    return;
  }
  assert.match(stderr, /samples\.ndjson\.gz: no more could be written \(ENOSPC\)/);
  const gate = await readGate(kept);
  assert.equal(gate.passes[0]?.endedBy, 'out-of-space');
  assert.equal(gate.run.status, 'interrupted');
  assert.ok(gate.launches.length > 40);
  assert.equal(gate.samples.launches, gate.launches.length);
});
