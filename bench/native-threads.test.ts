// SPDX-License-Identifier: Apache-2.0
// The addon in worker threads: a worker that ends, even in the middle of a call, takes nothing with it that
// belongs to another thread and leaves nothing behind.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { setTimeout as after } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { close, countFds, endTimedCalls, sendFds, socketpair, timeCall } from './native.ts';

const api = JSON.stringify(new URL('./native.js', import.meta.url).href);

/** A worker that has run `program`, up to its first blocking call. */
function startWorker(program: string, workerData?: unknown): Worker {
  const text = `
    import { workerData, parentPort } from 'node:worker_threads';
    import { readlinkSync } from 'node:fs';
    const native = await import(${api});
    parentPort.postMessage(readlinkSync('/proc/thread-self'));
    ${program}`;
  return new Worker(new URL(`data:text/javascript,${encodeURIComponent(text)}`), { workerData });
}

test('descriptors that arrive for a worker that is being ended are closed', async () => {
  const [own, other] = socketpair();
  const before = countFds();
  const worker = startWorker('native.receiveFds(workerData, { maxFds: 253, maxBytes: 1 });', other);
  const [thread] = (await once(worker, 'message')) as [string];
  await untilAsleep(thread);
  const ended = worker.terminate();
  sendFds(own, Array<number>(200).fill(0));
  await ended;
  assert.equal(countFds(), before);
  close(own);
  close(other);
});

test('a worker that ends leaves the timed calls of this thread alone', async () => {
  const before = countFds();
  assert.ok(timeCall('pidfd_getfd', 16) > 0);
  const during = countFds();
  const worker = startWorker("native.timeCall('dup', 16);");
  await once(worker, 'exit');
  assert.equal(countFds(), during);
  assert.ok(timeCall('pidfd_getfd', 16) > 0);
  endTimedCalls();
  endTimedCalls();
  assert.equal(countFds(), before);
});

/** Until the worker waits in recvmsg(2), so that the message finds it there: it said that it is about to. */
async function untilAsleep(thread: string): Promise<void> {
  for (let inARow = 0; inARow < 3;) {
    const state = readFileSync(`/proc/${thread}/stat`, 'utf8').replace(/^.*\) /, '');
    inARow = state.startsWith('S') ? inARow + 1 : 0;
    await after(10);
  }
}
