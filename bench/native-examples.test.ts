// SPDX-License-Identifier: Apache-2.0
// The examples of docs/native-api.md, run as a reader would: the server changes hands and stays reachable.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { test } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);

const programs: readonly (readonly [program: string, way: string])[] = [
  ['pass-a-server-push.mjs', 'push'],
  ['pass-a-server-pull.mjs', 'pull'],
  ['hand-over-safely.mjs', 'push'],
  ['hand-over-safely.mjs', 'pull'],
];

for (const [program, way] of programs) {
  test(`${program}: a listening server goes from one Node process to another by ${way}`, async (t) => {
    const words = [`docs/examples/${program}`, way];
    const { stdout, stderr } = await run(process.execPath, words).catch((failure: unknown) => {
      return failure as { stdout: string; stderr: string };
    });
    // The receiver is the donor's child, which Yama's ptrace_scope 1 and some seccomp filters refuse.
    if (way === 'pull' && stderr.includes('pidfd_getfd: EPERM')) {
      t.skip('pulling from an ancestor is refused on this machine');
      return;
    }
    assert.equal(stderr, '');
    assert.deepEqual(stdout.trim().split('\n'), ['served by the donor', 'served by the receiver']);
  });
}
