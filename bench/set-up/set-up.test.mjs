// SPDX-License-Identifier: Apache-2.0
// The set-up's promises: silent and quick when nothing is due, a clear message and code 4 when something is
// missing, one at a time, and no lock that outlives its holder.

import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { fingerprintOf, listFiles, stepIsCurrent } from './stamp.mjs';

const root = resolve(import.meta.dirname, '../..');
let folder;
before(() => {
  folder = mkdtempSync(join(tmpdir(), 'set-up-'));
});
after(() => rmSync(folder, { recursive: true }));

test('says and does nothing when nothing is due, within a second', () => {
  const startedAt = performance.now();
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bench/set-up.mjs'], { cwd: root });
  assert.equal(`${stdout}${stderr}`, '');
  assert.equal(status, 0);
  assert.ok(performance.now() - startedAt < 1000);
});

describe('what is missing is named, with what to do next', () => {
  const setUpIn = (name, options) => {
    const clone = join(folder, name);
    mkdirSync(clone);
    cpSync(join(root, 'bench/set-up.mjs'), join(clone, 'bench/set-up.mjs'));
    cpSync(join(root, 'bench/set-up'), join(clone, 'bench/set-up'), { recursive: true });
    const { args = [], env = process.env } = options;
    return spawnSync(process.execPath, [...args, 'bench/set-up.mjs'], { cwd: clone, env, encoding: 'utf8' });
  };

  test('an old Node', () => {
    const pretend = 'Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.18.3"}})';
    const { status, stderr } = setUpIn('old-node', { args: ['--import', `data:text/javascript,${pretend}`] });
    assert.equal(status, 4);
    assert.match(stderr, /Node 20\.18\.3 .*too old: this needs 20\.19 or newer\. Install/);
  });

  test('a compiler', () => {
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    symlinkSync(process.execPath, join(bin, 'make'));
    symlinkSync(process.execPath, join(bin, 'python3'));
    const { status, stderr, stdout } = setUpIn('no-compiler', { env: { PATH: bin, HOME: folder } });
    assert.equal(status, 4);
    assert.equal(stdout, '');
    assert.match(
      stderr,
      /a C compiler \(`cc`\), a C\+\+ compiler \(`g\+\+`\)\..*apt-get install build-essential/s,
    );
    assert.doesNotMatch(stderr, /make \(/);
  });
});

describe('a step is due again', () => {
  const step = (files) => ({ name: 'a', fingerprint: (top) => fingerprintOf(top, files, []) });
  const project = () => {
    const top = mkdtempSync(join(folder, 'project-'));
    writeFileSync(join(top, 'in'), '1');
    writeFileSync(join(top, 'out'), '');
    return top;
  };
  const stamped = (top) => ({ a: { fingerprint: step(['in']).fingerprint(top), products: ['out'] } });

  test('not when nothing has changed', () => {
    const top = project();
    assert.equal(stepIsCurrent(top, step(['in']), stamped(top)), true);
  });
  test('when a source has changed, is new or is gone', () => {
    const top = project();
    const stamp = stamped(top);
    writeFileSync(join(top, 'in'), '2');
    assert.equal(stepIsCurrent(top, step(['in']), stamp), false);
    assert.equal(stepIsCurrent(top, step(['in', 'new']), stamp), false);
    rmSync(join(top, 'in'));
    assert.equal(stepIsCurrent(top, step(['in']), stamp), false);
  });
  test('when a product is gone', () => {
    const top = project();
    rmSync(join(top, 'out'));
    assert.equal(stepIsCurrent(top, step(['in']), stamped(top)), false);
  });
  test('and files are listed from the top, sorted, whatever the depth', () => {
    const top = project();
    mkdirSync(join(top, 'x/y'), { recursive: true });
    writeFileSync(join(top, 'x/y/b.c'), '');
    writeFileSync(join(top, 'x/a.c'), '');
    assert.deepEqual(
      listFiles(top, ['x', 'none'], (file) => file.endsWith('.c')),
      ['x/a.c', 'x/y/b.c'],
    );
  });
});

describe('the lock', () => {
  const lockModule = pathToFileURL(join(import.meta.dirname, 'lock.mjs')).href;
  // Says "waiting" and "held", and holds until it is killed.
  const holder = () =>
    spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { holdLock } from ${JSON.stringify(lockModule)};
       await holdLock(${JSON.stringify(dirname(folder))}, () => console.log('waiting'));
       console.log('held');`,
    ]);
  const nextWord = (one) =>
    new Promise((done) => one.stdout.once('data', (data) => done(String(data).trim())));

  test('is held by one, and free when its holder is killed', { timeout: 30_000 }, async () => {
    const first = holder();
    assert.equal(await nextWord(first), 'held');
    const second = holder();
    assert.equal(await nextWord(second), 'waiting');
    const heldBySecond = nextWord(second);
    first.kill('SIGKILL');
    assert.equal(await heldBySecond, 'held');
    second.kill('SIGKILL');
  });
});
