// SPDX-License-Identifier: Apache-2.0
// `stress-ng --sockfd 1`: the only public program that counts descriptors passed a second. It opens
// /dev/null for each, sends it in a message of its own and receives in another process; its bogo-ops
// are the descriptors that arrived.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import type { Peer } from './peer.ts';

export const stressNg: Peer = {
  id: 'stress-ng --sockfd 1',
  description: 'bogo-ops a second of real time, as stress-ng reports them',
  unit: 'descriptors/s',
  unavailable: () =>
    Promise.resolve(
      spawnSync('stress-ng', ['--version']).error === undefined
        ? null
        : 'stress-ng is not installed (Debian: apt-get install stress-ng)',
    ),
  measure: bogoOpsPerSecond,
};

async function bogoOpsPerSecond(): Promise<number> {
  const words = ['--sockfd', '1', '--timeout', '1s', '--metrics-brief'];
  const running = spawn('stress-ng', words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  running.stdout.on('data', (bytes: Buffer) => (output += bytes.toString()));
  running.stderr.on('data', (bytes: Buffer) => (output += bytes.toString()));
  await once(running, 'close');
  return bogoOpsFrom(output);
}

/** The row "… sockfd <bogo ops> <real time> <usr> <sys> <bogo ops/s real> <bogo ops/s cpu>". */
export function bogoOpsFrom(output: string): number {
  const row = /\bsockfd\s+(\d+)\s+([\d.]+)\s+[\d.]+\s+[\d.]+\s+([\d.]+)\s/.exec(output);
  const rate = Number(row?.[3]);
  if (!Number.isFinite(rate) || rate <= 0) {
    throw new Error(`stress-ng printed no sockfd row that we know; it said: ${output.trim().slice(-400)}`);
  }
  return rate;
}
