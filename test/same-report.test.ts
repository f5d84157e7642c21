// SPDX-License-Identifier: Apache-2.0
// The same stored files give the same report in another process, time zone, language and working folder; and a Node that
// writes one byte otherwise is found.

import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeGate } from './support/stored-gate.ts';
import { storeRun } from './support/stored-run.ts';
import { projectRoot } from './tree/project-files.ts';

const command = [process.execPath, join(projectRoot, 'test/same-report.mjs')];

test('a run and a gate, each built twice', async (t) => {
  const [run, gate] = [makeTempFolder(t), makeTempFolder(t)];
  storeRun(run);
  await storeGate(gate);
  const { exitCode, stdout, stderr } = await runProgram([run, gate], command);
  assert.equal(stderr, '');
  assert.equal(exitCode, 0);
  const lines = stdout.trimEnd().split('\n');
  assert.deepEqual(
    lines.map((line) => line.split(':')[0]),
    [run, gate],
  );
  for (const line of lines) {
    assert.match(
      line,
      /: [1-9]\d* files, the same bytes from v\S+ with LANG=C, v\S+ with LANG=de_DE\.UTF-8$/,
    );
  }
});

test('one byte more from one of two is told, with the file and who wrote it', async (t) => {
  const [run, tools] = [makeTempFolder(t), makeTempFolder(t)];
  storeRun(run);
  const faulty = join(tools, 'node');
  const lines = [
    '#!/bin/sh',
    'if [ "$1" = --version ]; then echo v0-faulty; exit; fi',
    `${process.execPath} "$@" && [ "$TZ" != UTC ] && echo >> "$5/report.md"`,
    'exit 0',
  ];
  writeFileSync(faulty, `${lines.join('\n')}\n`);
  chmodSync(faulty, 0o755);
  const { exitCode, stdout } = await runProgram(['--node', process.execPath, '--node', faulty, run], command);
  assert.equal(exitCode, 1);
  const [verdict, ...differences] = stdout.trimEnd().split('\n');
  assert.match(verdict ?? '', / FAILED, not the same bytes from /);
  assert.deepEqual(differences, [
    `  report.md: not as by ${process.version} with LANG=C: v0-faulty with LANG=de_DE.UTF-8`,
  ]);
});
