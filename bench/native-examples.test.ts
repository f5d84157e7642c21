// SPDX-License-Identifier: Apache-2.0
// The examples of docs/native-api.md, run as a reader would: the server changes hands and stays reachable.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

for (const way of ['push', 'pull']) {
  test(`a listening server goes from one Node process to another by ${way}`, async () => {
    const program = `docs/examples/pass-a-server-${way}.mjs`;
    const { stdout, stderr } = await promisify(execFile)(process.execPath, [program]);
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trim().split('\n'), ['served by the donor', 'served by the receiver']);
  });
}
