// SPDX-License-Identifier: Apache-2.0
// The safe transfer through the addon: all or nothing, told at both ends, with the event loop free meanwhile.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fstatSync } from 'node:fs';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { Worker } from 'node:worker_threads';
import type { TransferError, TransferMechanism } from './native.ts';
import {
  close,
  countFds,
  fdFlags,
  giveFds,
  memfdCreate,
  receiveFds,
  sameDescription,
  sendFds,
  socketpair,
  takeFds,
} from './native.ts';

const mechanisms: readonly TransferMechanism[] = ['push', 'pull'];

let before = 0;
beforeEach(() => {
  before = countFds();
});
afterEach(() => {
  assert.equal(countFds(), before, 'descriptors open before and after the test');
});

function files(count: number): number[] {
  return Array.from({ length: count }, (_, i) => memfdCreate('given', i));
}

function closeAll(...lists: readonly (readonly number[])[]): void {
  for (const fd of lists.flat()) close(fd);
}

async function failure(promise: Promise<unknown>): Promise<TransferError> {
  const outcome = await promise.then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(outcome instanceof Error, 'it should have failed');
  return outcome as TransferError;
}

for (const type of ['seqpacket', 'stream'] as const)
  for (const mechanism of mechanisms)
    test(`300 descriptors by ${mechanism} over ${type}`, async () => {
      const [near, far] = socketpair(type);
      const given = files(300);
      const [report, { fds, unacknowledged, ...taken }] = await Promise.all([
        giveFds(near, given),
        takeFds(far, { mechanism, maxFds: 300 }),
      ]);
      assert.deepEqual(report, { count: 300, messages: 2, mechanism });
      assert.deepEqual(taken, report);
      assert.equal(unacknowledged, false);
      for (const [i, fd] of fds.entries()) {
        assert.ok(sameDescription(given[i] ?? -1, fd));
        assert.ok(fdFlags(fd).closeOnExec);
      }
      closeAll(given, fds, [near, far]);
    });

for (const mechanism of mechanisms)
  test(`by ${mechanism}: numbers may be closed and used again as soon as the call has returned`, async () => {
    const [near, far] = socketpair();
    const given = files(3);
    const giving = giveFds(near, given);
    closeAll(given, [near]);
    const others = files(4);
    assert.deepEqual(others, [near, ...given], 'the same numbers again');
    const [, { fds }] = await Promise.all([giving, takeFds(far, { mechanism, maxFds: 3 })]);
    assert.deepEqual(
      fds.map((fd) => fstatSync(fd).size),
      [0, 1, 2],
    );
    for (const [i, fd] of fds.entries()) assert.ok(!sameDescription(others[i + 1] ?? -1, fd));
    closeAll(others, fds, [far]);
  });

test('twenty transfers at once in one process do not wait for each other', async () => {
  const channels = Array.from({ length: 20 }, () => socketpair());
  const fd = memfdCreate('one');
  // All givers before the first taker: in a pool of four threads they would keep the takers out.
  const giving = channels.map(([near]) => giveFds(near, [fd]));
  const taking = channels.map(([, far]) => takeFds(far, { mechanism: 'pull', maxFds: 1 }));
  await Promise.all(giving);
  const taken = await Promise.all(taking);
  closeAll(...taken.map(({ fds }) => fds), channels.flat(), [fd]);
});

test('the channel is the application’s before and after', async () => {
  const [near, far] = socketpair('stream');
  const fd = memfdCreate('one');
  sendFds(near, [], Buffer.from('before'));
  assert.equal(receiveFds(far, { maxFds: 0, maxBytes: 6 }).data.toString(), 'before');
  const [, { fds }] = await Promise.all([
    giveFds(near, [fd]),
    takeFds(far, { mechanism: 'pull', maxFds: 1 }),
  ]);
  sendFds(near, [], Buffer.from('after'));
  assert.equal(receiveFds(far, { maxFds: 0, maxBytes: 100 }).data.toString(), 'after');
  closeAll(fds, [fd, near, far]);
});

describe('a failure', () => {
  test('of one end is told at the other', async () => {
    const [near, far] = socketpair();
    const given = files(3);
    const [here, there] = await Promise.all([
      failure(giveFds(near, given)),
      failure(takeFds(far, { mechanism: 'push', maxFds: 2 })),
    ]);
    assert.equal(here.code, 'HANDOVER_FDS_TOO_MANY');
    assert.equal(there.code, 'HANDOVER_REFUSED');
    assert.equal(there.there?.code, 'HANDOVER_FDS_TOO_MANY');
    assert.equal(there.there.message, here.message);
    closeAll(given, [near, far]);
  });
  test('by the deadline', async () => {
    const [near, far] = socketpair();
    const fd = memfdCreate('one');
    assert.equal((await failure(giveFds(near, [fd], { deadlineMs: 30 }))).code, 'ETIMEDOUT');
    closeAll([near, far, fd]);
  });
  test('because the other end is closed', async () => {
    const [near, far] = socketpair();
    close(far);
    const error = await failure(takeFds(near, { mechanism: 'push', maxFds: 1 }));
    assert.equal(error.code, 'HANDOVER_PEER_GONE');
    assert.ok(error.errno <= -4096);
    close(near);
  });
  test('at once: a descriptor, or a channel, that is not open', async () => {
    const [near, far] = socketpair();
    assert.equal((await failure(giveFds(near, [near, 999_999]))).code, 'EBADF');
    assert.equal((await failure(giveFds(999_999, [near]))).syscall, 'fcntl(F_DUPFD_CLOEXEC)');
    closeAll([near, far]);
  });
});

test('wrong arguments are told as Node tells them', async () => {
  const wrong: readonly [Promise<unknown>, string][] = [
    [giveFds(0, []), 'ERR_OUT_OF_RANGE'],
    [giveFds(0, new Array<number>(16_385).fill(0)), 'ERR_OUT_OF_RANGE'],
    [giveFds(0, [0], { mechanisms: [] }), 'ERR_INVALID_ARG_VALUE'],
    [giveFds(0, [0], { mechanisms: ['fax' as TransferMechanism] }), 'ERR_INVALID_ARG_VALUE'],
    [giveFds(0, [0], { deadlineMs: 0 }), 'ERR_OUT_OF_RANGE'],
    [takeFds(0, { mechanism: 'push', maxFds: 0 }), 'ERR_OUT_OF_RANGE'],
    [takeFds(0, { mechanism: 'fax' as TransferMechanism, maxFds: 1 }), 'ERR_INVALID_ARG_VALUE'],
    [takeFds(0, { maxFds: 1 } as never), 'ERR_INVALID_ARG_TYPE'],
    [takeFds(0, 1 as never), 'ERR_INVALID_ARG_TYPE'],
  ];
  for (const [promise, code] of wrong) assert.equal((await failure(promise)).code, code);
});

test(
  'a worker that is ended in the middle of a transfer leaves nothing open',
  { timeout: 20_000 },
  async () => {
    const [near, far] = socketpair();
    const fd = memfdCreate('one');
    const program = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { giveFds, takeFds } = await import(workerData.module);
    takeFds(workerData.channel, { mechanism: 'push', maxFds: 1, deadlineMs: 300 });
    parentPort.postMessage('taking');`;
    const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(program)}`), {
      workerData: { channel: far, module: new URL('./native.js', import.meta.url).href },
    });
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    // Its thread still talks: it takes, finds nobody to tell, and closes.
    assert.deepEqual(await giveFds(near, [fd]), { count: 1, messages: 1, mechanism: 'push' });
    closeAll([near, far, fd]);
    while (countFds() > before) await new Promise((resolve) => setImmediate(resolve));
  },
);

// In a process of its own, since this one has loaded the addon too and so keeps its code.
test('the addon’s code outlives the worker that alone has loaded it', () => {
  const inWorker = `
    import { parentPort, workerData } from 'node:worker_threads';
    const { socketpair, takeFds } = await import(workerData);
    takeFds(socketpair()[0], { mechanism: 'push', maxFds: 1, deadlineMs: 300 });
    parentPort.postMessage('taking');`;
  const inProcess = `
    import { Worker } from 'node:worker_threads';
    const [program, workerData] = process.argv.slice(1);
    const worker = new Worker(new URL('data:text/javascript,' + encodeURIComponent(program)), { workerData });
    await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    // Meanwhile the transfer's thread comes back from poll(2), into code that should be there.
    await new Promise((resolve) => setTimeout(resolve, 600));`;
  const module = new URL('./native.js', import.meta.url).href;
  const ended = spawnSync(process.execPath, ['--input-type=module', '-e', inProcess, inWorker, module]);
  assert.deepEqual([ended.status, ended.signal, ended.stderr.toString()], [0, null, '']);
});
