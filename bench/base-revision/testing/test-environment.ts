// SPDX-License-Identifier: Apache-2.0
// Environment variables for the length of one test, and a temporary folder that must be empty at its end.

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import type { TestContext } from 'node:test';
import { makeTempFolder } from '../../../test/support/program.ts';

export function setEnvironment(context: TestContext, values: Readonly<Record<string, string>>): void {
  const before = Object.keys(values).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, values);
  context.after(() => {
    for (const [name, value] of before) {
      if (value === undefined) Reflect.deleteProperty(process.env, name);
      else process.env[name] = value;
    }
  });
}

/** os.tmpdir() of this test alone, once a test. The answer asserts that nothing is left in it but what the
 * test itself has made there. */
export function watchTemporaryFolder(context: TestContext): () => void {
  const folder = makeTempFolder(context);
  setEnvironment(context, { TMPDIR: folder });
  return () => {
    const left = readdirSync(folder).filter((name) => !name.startsWith('fd-handover-test-'));
    assert.deepEqual(left, []);
  };
}
