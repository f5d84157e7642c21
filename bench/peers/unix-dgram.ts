// SPDX-License-Identifier: Apache-2.0
// The announce channel that a Node programmer would take from the registry: unix-dgram, an optional
// package with a native part of its own, which may be missing for a Node version.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { close, openKind } from '../native.ts';
import type { Connection } from './javascript-ways.ts';

/** The part of unix-dgram that we use (its package has no types). */
export interface UnixDgramSocket {
  bind(path: string): void;
  send(
    message: Buffer,
    offset: number,
    length: number,
    path: string,
    callback?: (error?: Error) => void,
  ): void;
  close(): void;
}
export interface UnixDgram {
  createSocket(type: 'unix_dgram', onMessage: (message: Buffer) => void): UnixDgramSocket;
}

/** Why it cannot be used here, or null. */
export async function loadUnixDgram(): Promise<string | null> {
  try {
    await importUnixDgram();
    return null;
  } catch (error) {
    const cause = error instanceof Error ? error.message.split('\n')[0] : String(error);
    return `unix-dgram has no build for Node ${process.versions.node}: ${cause ?? ''}`;
  }
}

export function importUnixDgram(): Promise<UnixDgram> {
  const load = createRequire(import.meta.url);
  return Promise.resolve(load('unix-dgram') as UnixDgram);
}

export async function unixDgramWay(): Promise<Connection> {
  const unix = await importUnixDgram();
  const { fd } = openKind('tcp_listener');
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-peers-'));
  const [own, receivers] = [join(folder, 'donor'), join(folder, 'receiver')];
  let answered = (): void => undefined;
  const socket = unix.createSocket('unix_dgram', () => {
    answered();
  });
  socket.bind(own);
  const announcement = Buffer.from(Int32Array.of(fd).buffer);
  return {
    inherited: [],
    words: [receivers, own],
    roundTrip: () =>
      new Promise((resolve, reject) => {
        answered = resolve;
        socket.send(announcement, 0, announcement.length, receivers, (error) => {
          if (error) reject(error);
        });
      }),
    close: () => {
      socket.close();
      close(fd);
      rmSync(folder, { recursive: true });
    },
  };
}
