// SPDX-License-Identifier: Apache-2.0
// Hands a listening server to another Node process by pidfd_getfd: the donor only says the number, the
// receiver pulls and serves. Run it: node docs/examples/pass-a-server-pull.mjs

import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import { close, openKind, pidfdGetfd, pidfdOpen } from 'fd-handover-bench/native';

if (process.argv[2] === 'receiver') {
  const pidfd = pidfdOpen(process.ppid); // the donor, as long as it lives
  process.once('message', (number) => {
    const fd = pidfdGetfd(pidfd, number); // EPERM here: docs/native-api.md, "Who may pull"
    close(pidfd);
    const server = createServer((_request, response) => response.end('served by the receiver\n'));
    server.listen({ fd }, () => process.send('listening')); // the server owns the descriptor now
  });
} else {
  const { fd } = openKind('tcp_listener'); // any listening socket, on a free port of loopback
  const server = createServer((_request, response) => response.end('served by the donor\n'));
  server.listen({ fd });
  await once(server, 'listening');
  const { port } = server.address();
  console.log(await fetchText(port));

  const receiver = fork(process.argv[1], ['receiver']);
  receiver.once('exit', (code) => process.exit(code ?? 0)); // it failed, or was ended below
  receiver.send(fd); // a number, nothing else
  await once(receiver, 'message'); // hold on to the listener until the receiver has it
  server.close(); // closes fd as well
  console.log(await fetchText(port));
  receiver.kill();
}

async function fetchText(port) {
  const [response] = await once(get({ port, host: '127.0.0.1', agent: false }), 'response');
  let text = '';
  for await (const bytes of response) text += bytes;
  return text.trim();
}
