// SPDX-License-Identifier: Apache-2.0
// Compares output with a stored copy in test/fixtures/reports/. A changed copy is written only on
// purpose (UPDATE_GOLDENS=1), never on a build server, where a wrong output would approve itself.

import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Compares values as JSON. */
export function assertGoldenJson(name: string, value: unknown): void {
  const actual = JSON.parse(JSON.stringify(value)) as unknown;
  const stored = goldenText(name, `${JSON.stringify(actual, null, 1)}\n`);
  assert.deepEqual(actual, JSON.parse(stored), hint(name));
}

/** Compares texts byte for byte. */
export function assertGoldenText(name: string, actual: string): void {
  assert.equal(actual, goldenText(name, actual), hint(name));
}

function goldenText(name: string, actual: string): string {
  const file = join(projectRoot(), 'test/fixtures/reports', name);
  if (process.env['UPDATE_GOLDENS'] === '1') {
    assert.notEqual(process.env['CI'], 'true', 'goldens are not updated when CI=true');
    writeFileSync(file, actual);
  }
  assert.ok(existsSync(file), `there is no golden ${name}; ${hint(name)}`);
  return readFileSync(file, 'utf8');
}

function hint(name: string): string {
  return `${name} has changed: look at the new output, then run the test with UPDATE_GOLDENS=1`;
}

/** The folder that holds package.json: tests run from the compiled copy below it. */
function projectRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, 'package.json'))) return from;
  const above = dirname(from);
  assert.notEqual(above, from, 'no package.json above the tests');
  return projectRoot(above);
}
