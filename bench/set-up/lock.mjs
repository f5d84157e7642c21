// SPDX-License-Identifier: Apache-2.0
// One set-up at a time in one checkout. The lock is a listening abstract socket (unix(7)): the kernel frees
// its name when the holder ends, however it ends, so that it can never go stale as a file can.

import { statSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** Waits until no other process sets this checkout up, then keeps others out until release(). A tool that is
 * given lock.fds holds the lock too, should this process be killed while the tool runs on. */
export async function holdLock(root, say) {
  const { dev, ino } = statSync(root);
  const name = `\0fd-handover-set-up-${String(dev)}-${String(ino)}`;
  for (let waited = false; ; waited = true) {
    const lock = await tryToListen(name, say);
    if (lock !== undefined) return lock;
    if (!waited) say('another set-up is at work in this checkout; waiting for it …');
    await holderIsGone(name);
  }
}

/** The lock, or undefined when somebody else holds it. */
function tryToListen(name, say) {
  return new Promise((resolve) => {
    const waiting = new Set();
    const server = createServer((socket) => {
      waiting.add(socket.on('error', () => {}));
    });
    const release = () => {
      for (const socket of waiting) socket.destroy();
      server.close();
    };
    server.on('error', (error) => {
      if (error.code === 'EADDRINUSE') return resolve(undefined);
      say(`no lock (${error.code}); do not start a second set-up in this checkout now`);
      resolve({ fds: [], release() {} });
    });
    server.listen(name, () => resolve({ fds: fdsOf(server), release }));
  });
}

/** Node has no public name for a server's descriptor; where this one is missing, a tool just holds no lock. */
function fdsOf(server) {
  const fd = server._handle?.fd;
  return Number.isInteger(fd) && fd >= 0 ? [fd] : [];
}

/** A connection to the holder closes when the holder releases the lock or ends. */
function holderIsGone(name) {
  return new Promise((resolve) => {
    connect(name)
      .on('error', () => {}) // refused: it ended meanwhile; 'close' follows
      .on('close', resolve)
      .resume();
  });
}
