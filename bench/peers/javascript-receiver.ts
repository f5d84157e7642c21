// SPDX-License-Identifier: Apache-2.0
// The receiver's half of each JavaScript way: takes a listening socket, closes it, answers. A program
// of its own, forked by javascript.ts with the way's name; it ends when it is killed or its donor goes.

import type { Server } from 'node:net';
import { close, pidfdGetfd, pidfdOpen, receiveFds, sendFds } from '../native.ts';
import { importUnixDgram } from './unix-dgram.ts';

/** Standard streams, then the IPC channel, then what the way inherits. */
const channel = 4;

const receivers: Readonly<Record<string, () => void | Promise<void>>> = {
  'subprocess.send': receiveFromNode,
  'addon push': receivePushed,
  'addon pull': receivePulled,
  'unix-dgram pull': receiveByUnixDgram,
};

process.once('disconnect', () => {
  process.exitCode = 1;
});
await receivers[process.argv[2] ?? '']?.();

function receiveFromNode(): void {
  process.on('message', (_message, server) => {
    (server as Server).close();
    process.send?.('taken');
  });
  process.send?.('ready');
}

/** Blocking calls: the event loop stands still, and the process ends with the channel. */
function receivePushed(): void {
  process.send?.('ready', () => {
    for (;;) {
      const { fds } = receiveFds(channel, { maxFds: 1, maxBytes: 4 });
      for (const fd of fds) close(fd);
      sendFds(channel, [], Buffer.of(1));
    }
  });
}

function receivePulled(): void {
  const donor = pidfdOpen(process.ppid);
  process.send?.('ready', () => {
    for (;;) {
      const { data } = receiveFds(channel, { maxFds: 0, maxBytes: 4 });
      close(pidfdGetfd(donor, data.readInt32LE(0)));
      sendFds(channel, [], Buffer.of(1));
    }
  });
}

async function receiveByUnixDgram(): Promise<void> {
  const [own, donors] = process.argv.slice(3);
  if (own === undefined || donors === undefined) throw new Error('unix-dgram pull needs two paths');
  const unix = await importUnixDgram();
  const donor = pidfdOpen(process.ppid);
  const socket = unix.createSocket('unix_dgram', (message) => {
    close(pidfdGetfd(donor, message.readInt32LE(0)));
    socket.send(Buffer.of(1), 0, 1, donors);
  });
  socket.bind(own);
  process.send?.('ready');
}
