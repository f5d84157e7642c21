// SPDX-License-Identifier: Apache-2.0
// Hands a listening server to another Node process by the safe transfer: the new process asks, takes, checks and
// acknowledges; the old one knows when it may stop, or why it must go on. The new process chooses how.
// Run it: node docs/examples/hand-over-safely.mjs push (or: pull)

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { close, giveFds, openKind, socketpair, takeFds } from 'fd-handover-bench/native';

const inheritedChannel = 4; // after the standard streams and fork's own channel
const [mechanism = 'push', role] = process.argv.slice(2);

if (role === 'receiver') {
  const { fds } = await takeFds(inheritedChannel, { mechanism, maxFds: 1 });
  const server = createServer((_request, response) => response.end('served by the receiver\n'));
  server.listen({ fd: fds[0] }, () => process.send('listening')); // the server owns the descriptor now
} else {
  const { fd } = openKind('tcp_listener'); // any listening socket, on a free port of loopback
  const server = createServer((_request, response) => response.end('served by the donor\n'));
  server.listen({ fd });
  await once(server, 'listening');
  const { port } = server.address();
  console.log(await fetchText(port));

  const [own, receivers] = socketpair();
  const receiver = fork(process.argv[1], [mechanism, 'receiver'], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc', receivers],
  });
  receiver.once('exit', (code) => process.exit(code ?? 0)); // it failed, or was ended below
  close(receivers); // it has its own now
  const listening = once(receiver, 'message');
  await giveFds(own, [fd]); // rejected: nobody has taken it, go on serving
  await listening;
  server.close(); // closes fd as well
  console.log(await fetchText(port));
  receiver.kill();
  close(own);
}

async function fetchText(port) {
  const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  let text = '';
  for await (const bytes of response) text += bytes;
  return text.trim();
}
