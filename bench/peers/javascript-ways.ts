// SPDX-License-Identifier: Apache-2.0
// The donor's half of each way to hand a listening socket from one Node process to another, and to get
// an answer back. The receiver's half is javascript-receiver.ts.

import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { close, openKind, receiveFds, sendFds, socketpair } from '../native.ts';
import { loadUnixDgram, unixDgramWay } from './unix-dgram.ts';

/** One fresh pair's connection. */
export interface Connection {
  /** What the receiver inherits, from descriptor 4 on. */
  readonly inherited: readonly number[];
  /** Words for the receiver's command line. */
  readonly words: readonly string[];
  roundTrip(receiver: ChildProcess): Promise<void>;
  close(): void;
}

export interface Way {
  readonly id: string;
  readonly description: string;
  unavailable(): Promise<string | null>;
  open(): Promise<Connection>;
}

export const ways: readonly Way[] = [
  {
    id: 'subprocess.send',
    description: "Node's own subprocess.send(message, handle), answered by process.send",
    unavailable: () => Promise.resolve(null),
    open: openSubprocessSend,
  },
  {
    id: 'addon push',
    description: 'sendFds and receiveFds of the addon, blocking, answered by a message',
    unavailable: () => Promise.resolve(null),
    open: () =>
      Promise.resolve(
        openAddon((channel, fd) => {
          sendFds(channel, [fd], Buffer.of(1));
        }),
      ),
  },
  {
    id: 'addon pull',
    description: 'the number by a message, pidfdGetfd of the addon, blocking, answered by a message',
    unavailable: () => Promise.resolve(null),
    open: () =>
      Promise.resolve(
        openAddon((channel, fd) => {
          sendFds(channel, [], Buffer.from(Int32Array.of(fd).buffer));
        }),
      ),
  },
  {
    id: 'unix-dgram pull',
    description: 'the number announced over unix-dgram, pidfdGetfd of the addon, answered over unix-dgram',
    unavailable: loadUnixDgram,
    open: unixDgramWay,
  },
];

async function openSubprocessSend(): Promise<Connection> {
  const server: Server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    inherited: [],
    words: [],
    roundTrip: async (receiver) => {
      const answered = once(receiver, 'message');
      receiver.send('take it', server);
      await answered;
    },
    close: () => {
      server.close();
    },
  };
}

/** Both addon ways differ only in what the donor sends. */
function openAddon(send: (channel: number, fd: number) => void): Connection {
  const { fd } = openKind('tcp_listener');
  const [own, receivers] = socketpair('seqpacket');
  return {
    inherited: [receivers],
    words: [],
    roundTrip: () => {
      send(own, fd);
      receiveFds(own, { maxFds: 0, maxBytes: 1 });
      return Promise.resolve();
    },
    close: () => {
      for (const each of [fd, own, receivers]) close(each);
    },
  };
}
