// SPDX-License-Identifier: Apache-2.0
// The edges: full tables, full channels, dead processes, a log that shrinks. Each is an error that says so,
// and leaves nothing open.

import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, ftruncateSync, readSync, writeSync } from 'node:fs';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { promisify } from 'node:util';
import * as native from './native.ts';

let before = 0;
beforeEach(() => {
  before = native.countFds();
});
afterEach(() => {
  assert.equal(native.countFds(), before, 'descriptors open before and after the test');
});

/** Runs `program` with room for 64 descriptors, all but `free` of them taken. What it returns is printed. */
async function inFullTable(free: number, program: string): Promise<unknown> {
  const text = `
    const native = await import(${JSON.stringify(new URL('./native.js', import.meta.url).href)});
    const [own, other] = native.socketpair();
    const pidfd = native.pidfdOpen(process.pid);
    const attempt = (call) => { try { return call(); } catch (error) { return error.code; } };
    const fill = [];
    try { for (;;) fill.push(native.memfdCreate('fill')); } catch (error) { if (error.code !== 'EMFILE') throw error; }
    for (const fd of fill.splice(0, ${free})) native.close(fd);
    const result = (() => { ${program} })();
    for (const fd of fill) native.close(fd);
    process.stdout.write(JSON.stringify(result));`;
  const script = 'ulimit -n 64 && exec "$0" --input-type=module -e "$1"';
  const { stdout } = await promisify(execFile)('sh', ['-c', script, process.execPath, text]);
  return JSON.parse(stdout) as unknown;
}

describe('a full descriptor table', () => {
  test('whatever makes descriptors says EMFILE', async () => {
    const codes = await inFullTable(
      0,
      `return [() => native.socketpair(), () => native.pidfdOpen(process.pid), () => native.pidfdGetfd(pidfd, 0),
        () => native.sampleLogCreate(1), () => native.openKind('eventfd')].map(attempt);`,
    );
    assert.deepEqual(codes, Array<string>(5).fill('EMFILE'));
  });

  test('a pair that finds one free number takes none', async () => {
    const result = await inFullTable(
      1,
      'return [attempt(() => native.socketpair()), native.pidfdOpen(1) > 0];',
    );
    assert.deepEqual(result, ['EMFILE', true]);
  });

  test('a message with more descriptors than free numbers: an error, and those that fitted are closed', async () => {
    const result = await inFullTable(
      3,
      `native.sendFds(own, Array(10).fill(0));
       const code = attempt(() => native.receiveFds(other, { maxFds: 10, maxBytes: 1 }));
       return [code, ...[1, 2, 3, 4].map(() => typeof attempt(() => native.memfdCreate('probe')))];`,
    );
    assert.deepEqual(result, ['HANDOVER_CONTROL_TRUNCATED', 'number', 'number', 'number', 'string']);
  });
});

describe('channels', () => {
  test('a full one is EAGAIN when it is non-blocking, and everything that was sent arrives', () => {
    const [own, other] = native.socketpair();
    native.setNonBlocking(own, true);
    assert.equal(native.fdFlags(own).nonBlocking, true);
    assert.equal(native.fdFlags(other).nonBlocking, false, 'two ends are two descriptions');
    let sent = 0;
    const sendUntilFull = (): void => {
      for (; sent < 100_000; sent++) native.sendFds(own, [0]);
    };
    assert.throws(sendUntilFull, { code: 'EAGAIN', syscall: 'sendmsg' });
    for (let received = 0; received < sent; received++)
      for (const fd of native.receiveFds(other, { maxFds: 1, maxBytes: 1, nonBlocking: true }).fds)
        native.close(fd);
    native.setNonBlocking(own, false);
    assert.equal(native.fdFlags(own).nonBlocking, false);
    native.close(own);
    native.close(other);
  });

  test('what was sent before the end arrives, then comes the end', () => {
    for (const type of ['seqpacket', 'stream'] as const) {
      const [own, other] = native.socketpair(type);
      native.sendFds(own, [0], Buffer.from('last'));
      native.close(own);
      const { fds, data } = native.receiveFds(other, { maxFds: 1, maxBytes: 64 });
      assert.equal(data.toString(), 'last');
      for (const fd of fds) native.close(fd);
      assert.equal(native.receiveFds(other, { maxFds: 1, maxBytes: 64 }).data.length, 0);
      native.close(other);
    }
  });

  test('on a stream the rest of a longer message comes next', () => {
    const [own, other] = native.socketpair('stream');
    native.sendFds(own, [0], Buffer.from('abcdef'));
    const first = native.receiveFds(other, { maxFds: 1, maxBytes: 4 });
    const second = native.receiveFds(other, { maxFds: 1, maxBytes: 4 });
    assert.deepEqual([first.data.toString(), first.fds.length], ['abcd', 1]);
    assert.deepEqual([second.data.toString(), second.fds.length], ['ef', 0]);
    for (const fd of [...first.fds, own, other]) native.close(fd);
  });

  test('what is no socket is ENOTSOCK, what is not open EBADF', () => {
    const file = native.memfdCreate('file');
    const limits = { maxFds: 1, maxBytes: 1 };
    for (const call of [
      () => native.receiveFds(file, limits),
      () => native.peerPid(file),
      () => native.peerPidfd(file),
    ])
      assert.throws(call, { code: 'ENOTSOCK' });
    native.close(file);
    assert.throws(() => native.receiveFds(file, limits), { code: 'EBADF', syscall: 'recvmsg' });
    assert.throws(() => native.fdFlags(file), { code: 'EBADF' });
    assert.throws(
      () => {
        native.close(file);
      },
      { code: 'EBADF', syscall: 'close' },
    );
  });
});

test('a process that has been reaped is ESRCH, by number and by pidfd', async () => {
  const gone = spawn(process.execPath, ['-e', '']);
  const pidfd = native.pidfdOpen(gone.pid ?? 0);
  await once(gone, 'close');
  const calls = [() => native.pidfdOpen(gone.pid ?? 0), () => native.pidfdGetfd(pidfd, 0)];
  for (const call of calls) assert.throws(call, { code: 'ESRCH' });
  native.close(pidfd);
});

test('fs writes on through a pulled file where the other number stopped: the offset is shared', () => {
  const file = native.memfdCreate('file');
  writeSync(file, 'abcdef');
  const pidfd = native.pidfdOpen(process.pid);
  const pulled = native.pidfdGetfd(pidfd, file);
  writeSync(pulled, 'ghi');
  assert.equal(readSync(file, Buffer.alloc(16), 0, 16, 0), 9);
  closeSync(pulled);
  native.close(file);
  native.close(pidfd);
});

test('a sample log that another process has shortened is EINVAL, not the end of this process', () => {
  const log = native.sampleLogCreate(1000);
  ftruncateSync(log, 4096);
  assert.throws(() => native.readSamples(log, 1000), { code: 'EINVAL', syscall: 'sample log size' });
  native.close(log);
});

test('columns are read from where the protocol puts them', () => {
  const [capacity, due, receiverCpu] = [1000, 0, 9];
  const log = native.sampleLogCreate(capacity);
  const stride = native.sampleLogBytes(capacity) / 10;
  const value = (sample: bigint): Buffer => Buffer.from(new BigUint64Array([sample]).buffer);
  writeSync(log, value(11n), 0, 8, due * stride);
  writeSync(log, value(2n ** 64n - 1n), 0, 8, receiverCpu * stride + 8 * (capacity - 1));
  const columns = native.readSamples(log, capacity);
  assert.deepEqual([columns.due[0], columns.due[1]], [11n, 0n]);
  assert.equal(columns.receiver_cpu[capacity - 1], 2n ** 64n - 1n);
  native.close(log);
});
