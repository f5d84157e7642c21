// SPDX-License-Identifier: Apache-2.0
// The look for traces finds a process and a file that were left, and nothing where nothing was left.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { prepareTraces } from './traces.mjs';

test('what is left is found and named, what is gone is not', { timeout: 30_000 }, async () => {
  const traces = prepareTraces();
  const said = [];
  const look = () => traces.check.run({ say: (line) => said.push(line) });
  assert.equal((await look()).failed, 0);

  const waits = ['-e', 'process.stdout.write("x"); setInterval(() => {}, 1000)'];
  const left = spawn(process.execPath, waits, { env: traces.env, stdio: ['ignore', 'pipe', 'ignore'] });
  const exited = once(left, 'exit');
  await once(left.stdout, 'data');
  assert.equal((await look()).failed, 1);
  assert.match(said.join('\n'), new RegExp(`still running: .* \\(pid ${String(left.pid)}\\): .*setInterval`));
  await exited; // the look has ended it: it was this run's

  const file = join(traces.env.TMPDIR, 'fd-handover-left');
  writeFileSync(file, '');
  assert.equal((await look()).failed, 1);
  assert.match(said.join('\n'), /left in TMPDIR: fd-handover-left/);
  rmSync(file);
  assert.equal((await look()).failed, 0);

  traces.remove();
  assert.equal(existsSync(traces.scratch), false);
});
