// SPDX-License-Identifier: Apache-2.0
// A daemon is signalled by what it is, not by its number: one that has ended, or was let go, gets nothing.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { holdDaemon } from './daemon.ts';

test('it gets its signal, and none after its end', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const daemon = holdDaemon(child.pid ?? 0) ?? assert.fail('it is not there');
  assert.equal(daemon.pid, child.pid);
  assert.equal(daemon.isGone(), false);
  daemon.signal('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGTERM']);
  assert.equal(daemon.isGone(), true);
  daemon.signal('SIGKILL');
  daemon.letGo();
  assert.equal(holdDaemon(daemon.pid), null);
});

test('let go, it lives on and is not signalled, however often', async () => {
  const child = spawn('sleep', ['60'], { stdio: 'ignore' });
  const daemon = holdDaemon(child.pid ?? 0) ?? assert.fail('it is not there');
  daemon.letGo();
  daemon.letGo();
  daemon.signal('SIGKILL');
  assert.equal(daemon.isGone(), true);
  child.kill('SIGTERM');
  assert.deepEqual(await once(child, 'exit'), [null, 'SIGTERM']);
});
