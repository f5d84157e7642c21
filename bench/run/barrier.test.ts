// SPDX-License-Identifier: Apache-2.0
// Nobody begins before the last has come; and when somebody does not come, nobody waits.

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { Socket } from 'node:net';
import { test } from 'node:test';
import { socketpair } from '../native.ts';
import { makeBarrier } from './barrier.ts';

test('the barrier opens when the last has come', async () => {
  const ends = socketpair('stream');
  const barrier = makeBarrier(3, ends, 100);
  const receivers = new Socket({ fd: barrier.fd, readable: true, writable: true });
  try {
    const got: Buffer[] = [];
    receivers.on('data', (bytes: Buffer) => {
      got.push(bytes);
    });
    receivers.write(Buffer.of(1));
    receivers.write(Buffer.of(1));
    await new Promise(setImmediate);
    assert.equal(got.length, 0);
    receivers.write(Buffer.of(1));
    while (Buffer.concat(got).length < 24) await once(receivers, 'data');
    const words = Buffer.concat(got);
    assert.equal(words.length, 24);
    const [first, ...others] = [0, 8, 16].map((at) => words.readBigUInt64LE(at));
    assert.ok(others.every((other) => other === first));
    assert.ok(first !== undefined && first > process.hrtime.bigint());
  } finally {
    receivers.destroy();
    barrier.close();
  }
});

test('a barrier that is given up lets nobody wait', async () => {
  const barrier = makeBarrier(2, socketpair('stream'), 0);
  const receivers = new Socket({ fd: barrier.fd, readable: true, writable: true });
  // What nobody has read makes the end a reset.
  receivers.on('error', () => undefined);
  const closed = new Promise((resolve) => receivers.once('close', resolve));
  receivers.resume();
  receivers.write(Buffer.of(1));
  barrier.close();
  await closed;
});
