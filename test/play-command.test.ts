// SPDX-License-Identifier: Apache-2.0
// `play DIR` puts what is played here into a stored run of this kernel, says by whom, and touches no other run.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { release } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { describe, test } from 'node:test';
import type { Result } from '../bench/results/result.ts';
import { claims } from '../scenarios/claims/index.ts';
import { hazards } from '../scenarios/hazards/index.ts';
import { permissions } from '../scenarios/permissions/index.ts';
import { makeTempFolder, runProgram } from './support/program.ts';
import { storeRun } from './support/stored-run.ts';

function stored(context: TestContext, kernel: string): string {
  const path = makeTempFolder(context);
  storeRun(path, (result) => ({
    ...result,
    environment: { ...result.environment, kernel: { ...result.environment.kernel, release: kernel } },
  }));
  return path;
}

const resultOf = (path: string): Result =>
  JSON.parse(readFileSync(join(path, 'result.json'), 'utf8')) as Result;

describe('play', () => {
  test('puts all three into a run of this kernel, and says that it was afterwards', async (context) => {
    const path = stored(context, release());
    const before = resultOf(path);
    const { exitCode, stdout } = await runProgram(['play', path]);
    assert.equal(exitCode, 0, stdout);
    const { played, ...others } = resultOf(path);
    assert.deepEqual(others, before);
    assert.equal(played?.hazards.length, hazards.length);
    assert.equal(played.permissions.length, permissions.length);
    assert.deepEqual(
      played.claims.map(({ id }) => id),
      claims.map(({ id }) => id),
    );
    assert.match(played.anew?.at ?? '', /^\d{4}-/);
    assert.match(readFileSync(join(path, 'report.md'), 'utf8'), /again after the run/);
  });

  test('refuses a run of another kernel, and leaves it as it is', async (context) => {
    const path = stored(context, '5.4.0-other');
    const before = readFileSync(join(path, 'result.json'));
    const { exitCode, stderr } = await runProgram(['play', path]);
    assert.equal(exitCode, 2);
    assert.match(stderr, /measured on Linux 5\.4\.0-other/);
    assert.deepEqual(readFileSync(join(path, 'result.json')), before);
  });
});
