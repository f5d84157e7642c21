// SPDX-License-Identifier: Apache-2.0
// `report --png` as a user calls it: which files there are then, and what is refused before anything is written.

import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeGate } from './support/stored-gate.ts';
import { storeRun } from './support/stored-run.ts';
import { projectRoot } from './tree/project-files.ts';

const pngSignature = '89504e470d0a1a0a';

/** Width and height as the file's own head says. */
function sizeOf(file: string): readonly [number, number] {
  const bytes = readFileSync(file);
  assert.equal(bytes.toString('hex', 0, 8), pngSignature, file);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

test('every chart and the card, beside the other files', async (t) => {
  const [folder, out] = [makeTempFolder(t), makeTempFolder(t)];
  storeRun(folder);
  const words = ['report', folder, '--out', out, '--png', '--front-matter', '--json'];
  const { exitCode, stdout, stderr } = await runProgram(words);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  assert.deepEqual(readdirSync(out).sort(), ['card.png', 'charts', 'report.html', 'report.md']);
  assert.deepEqual(sizeOf(join(out, 'card.png')), [1200, 630]);
  const charts = readdirSync(join(out, 'charts'));
  const stems = (end: string): string[] =>
    charts.filter((name) => name.endsWith(end)).map((name) => name.slice(0, -end.length));
  assert.ok(stems('.svg').length > 3);
  assert.deepEqual(stems('.png').sort(), stems('.svg').sort());
  for (const name of stems('.png')) assert.ok(sizeOf(join(out, 'charts', `${name}.png`))[0] > 400, name);
  assert.equal((JSON.parse(stdout) as { files: string[] }).files.length, charts.length + 3);
  assert.match(readFileSync(join(out, 'report.md'), 'utf8'), /^---\n[^]*?\nimage: "card\.png"\n---\n/);
});

test('without --png there is no picture, and front matter names none', async (t) => {
  const folder = makeTempFolder(t);
  storeRun(folder);
  assert.equal((await runProgram(['report', folder, '--front-matter'])).exitCode, 0);
  assert.doesNotMatch(readFileSync(join(folder, 'report.md'), 'utf8'), /^image:/m);
  assert.deepEqual(
    readdirSync(folder, { recursive: true }).filter((name) => String(name).endsWith('.png')),
    [],
  );
});

test('refused for a gate, a comparison and a summary, exit code 2', async (t) => {
  const [run, gate] = [makeTempFolder(t), makeTempFolder(t)];
  storeRun(run);
  await storeGate(gate);
  const before = readdirSync(gate);
  const wrong: readonly (readonly [string[], RegExp])[] = [
    [[gate, '--png'], /--png: is for the report of a run, and .* holds gate\.json/],
    [['--compare', run, gate, '--out', join(run, 'x'), '--png'], /--png.* cannot be used with/],
    [[run, '--summary', '--png'], /cannot be used with/],
  ];
  for (const [words, message] of wrong) {
    const { exitCode, stderr } = await runProgram(['report', ...words]);
    assert.match(stderr, message);
    assert.equal(exitCode, 2);
  }
  assert.deepEqual(readdirSync(gate), before);
});

/** The program where every dependency is installed but one. */
function installedWithout(t: TestContext, missing: string): string {
  const root = makeTempFolder(t);
  for (const part of ['package.json', 'docs', 'dist/bench', 'dist/reports', 'dist/scenarios']) {
    cpSync(join(projectRoot, part), join(root, part), { recursive: true });
  }
  const [scope = ''] = missing.split('/');
  const link = (name: string): void => {
    symlinkSync(join(projectRoot, 'node_modules', name), join(root, 'node_modules', name));
  };
  const namesIn = (folder: string): string[] => readdirSync(join(projectRoot, 'node_modules', folder));
  mkdirSync(join(root, 'node_modules', scope), { recursive: true });
  namesIn('')
    .filter((name) => name !== scope)
    .forEach(link);
  namesIn(scope)
    .map((name) => `${scope}/${name}`)
    .filter((name) => name !== missing)
    .forEach(link);
  return join(root, 'dist/bench/main.js');
}

for (const missing of ['@resvg/resvg-wasm', '@expo-google-fonts/arimo']) {
  test(`without ${missing} it says what to install, and writes nothing`, async (t) => {
    const folder = makeTempFolder(t);
    storeRun(folder);
    const command = [process.execPath, installedWithout(t, missing)];
    const { exitCode, stdout, stderr } = await runProgram(['report', folder, '--png'], command);
    assert.match(
      stderr,
      /^error: --png needs the optional packages [^\n]*: npm install --include=optional\n$/,
    );
    assert.ok(stderr.includes(missing));
    assert.equal(stdout, '');
    assert.equal(exitCode, 4);
    assert.deepEqual(readdirSync(folder).sort(), ['result.json', 'samples.ndjson.gz']);
    assert.equal((await runProgram(['report', folder], command)).exitCode, 0);
  });
}
