// SPDX-License-Identifier: Apache-2.0
// A listening socket from one Node process to another and an answer back, as JavaScript sees it: by
// Node's own subprocess.send, by this addon both ways, and announced over unix-dgram. Round trips of
// whole programs with their event loops: never to be set beside the kernel costs of a launch.

import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { affinity, setAffinity } from '../native.ts';
import { median } from '../stats/quantile.ts';
import type { Connection, Way } from './javascript-ways.ts';
import { ways } from './javascript-ways.ts';
import type { Peer } from './peer.ts';

const warmup = 100;
const roundTrips = 300;

export const javascriptPeers: readonly Peer[] = ways.map((way) => ({
  id: way.id,
  description: way.description,
  unit: 'ns/round trip',
  unavailable: () => way.unavailable(),
  measure: () => medianRoundTripNs(way),
}));

/** On one CPU, as every pair: left to the scheduler, a round trip takes two wake-ups of a sleeping CPU or
 * none, and the median jumps between the two. The new process inherits the pinning. */
async function medianRoundTripNs(way: Way): Promise<number> {
  const allowed = affinity();
  setAffinity(allowed.slice(-1));
  try {
    return await roundTripOfFreshPair(way);
  } finally {
    setAffinity(allowed);
  }
}

/** The median of one fresh pair of Node processes: this one gives, the new one receives. */
async function roundTripOfFreshPair(way: Way): Promise<number> {
  const connection = await way.open();
  const program = fileURLToPath(new URL('javascript-receiver.js', import.meta.url));
  const receiver = fork(program, [way.id, ...connection.words], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc', ...connection.inherited],
  });
  try {
    await readiness(receiver);
    return await measure(connection, receiver);
  } finally {
    const ended = once(receiver, 'exit');
    if (receiver.exitCode === null && receiver.signalCode === null) {
      receiver.kill('SIGKILL');
      await ended;
    }
    connection.close();
  }
}

/** A receiver that ends before it is ready would otherwise be waited for without end. */
async function readiness(receiver: ChildProcess): Promise<void> {
  const ended = once(receiver, 'exit').then(() => {
    throw new Error('the receiving Node process ended before it was ready; its message is above');
  });
  await Promise.race([once(receiver, 'message'), ended]);
}

async function measure(connection: Connection, receiver: ChildProcess): Promise<number> {
  const durationsNs: number[] = [];
  for (let i = 0; i < warmup + roundTrips; i++) {
    const start = process.hrtime.bigint();
    await connection.roundTrip(receiver);
    durationsNs.push(Number(process.hrtime.bigint() - start));
  }
  return median(durationsNs.slice(warmup));
}
