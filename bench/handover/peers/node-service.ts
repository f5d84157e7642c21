// SPDX-License-Identifier: Apache-2.0
// A small service of Node's http module, as a program of its own: `old WAY PORT` serves, and on "g" on its standard input
// starts `new WAY …`, hands its listener over, and lets go of it. Both end with the input of the old one.

import { fork } from 'node:child_process';
import type { Server as HttpServer } from 'node:http';
import { createServer } from 'node:http';
import type { Server } from 'node:net';
import { fileURLToPath } from 'node:url';

const [role, way = '', place = ''] = process.argv.slice(2);

function answerAs(generation: number): HttpServer {
  return createServer((_, response) => {
    response.setHeader('Content-Length', 2);
    response.end(`${String(generation)}\n`);
  });
}

/** The number behind a server: Node has no public word for it (net.Server has no fd). */
function numberOf(server: Server): number {
  const { fd } = (server as unknown as { readonly _handle: { readonly fd: number } })._handle;
  return fd;
}

function serveAsOld(): void {
  const server = answerAs(1);
  server.listen({ port: Number(place), host: '0.0.0.0', backlog: 4096 });
  process.stdin.on('data', () => {
    const next = fork(fileURLToPath(import.meta.url), [
      'new',
      way,
      `${String(process.pid)}:${String(numberOf(server))}`,
    ]);
    next.on('message', (word) => {
      if (word === 'ready' && way === 'sent') next.send('listener', server);
      if (word !== 'accepting') return;
      // close() stops accepting at once: libuv takes the listener out of its epoll set before it closes the number, and
      // calls no shutdown(2), which would stop the new process too. What is connected is answered to its end.
      server.close(() => {
        process.stdout.write('released\n');
      });
      server.closeIdleConnections();
    });
    process.stdin.once('end', () => {
      if (next.connected) next.disconnect();
    });
  });
  process.stdin.once('end', () => {
    server.close();
    server.closeAllConnections();
  });
}

function serveFrom(listener: { readonly fd: number } | Server): void {
  const server = answerAs(2);
  server.listen(listener, () => {
    process.send?.('accepting');
  });
  process.once('disconnect', () => {
    server.close();
    server.closeAllConnections();
  });
}

async function serveAsNew(): Promise<void> {
  if (way === 'sent') {
    process.once('message', (_, listener) => {
      serveFrom(listener as Server);
    });
    process.send?.('ready');
    return;
  }
  const { close, pidfdGetfd, pidfdOpen } = await import('../../native.ts');
  const [pid, number] = place.split(':').map(Number);
  const pidfd = pidfdOpen(pid ?? 0);
  const fd = pidfdGetfd(pidfd, number ?? -1);
  close(pidfd);
  serveFrom({ fd });
}

if (role === 'old') serveAsOld();
else await serveAsNew();
