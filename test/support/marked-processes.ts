// SPDX-License-Identifier: Apache-2.0
// Which processes somebody has started, directly or not: they carry a word of his in their environment, daemons too.

import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning } from './fake-helper.ts';

const name = 'HANDOVER_TEST_MARK';

/** From here on, what this process starts is marked. Gives what finds those that live. */
export function markProcesses(): () => number[] {
  const word = `${name}=${randomUUID()}`;
  process.env[name] = word.slice(name.length + 1);
  return () =>
    readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(Number)
      .filter((pid) => isRunning(pid) && environmentOf(pid).includes(word));
}

/** One that has just ended may take a moment to be gone: what stays for seconds is left behind. */
export async function leftOf(find: () => number[]): Promise<string[]> {
  const until = performance.now() + 5000;
  while (find().length > 0 && performance.now() < until) await sleep(20);
  return find().map((pid) => `${String(pid)}: ${read(pid, 'cmdline').replaceAll('\0', ' ')}`);
}

const environmentOf = (pid: number): string => read(pid, 'environ');

function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'latin1');
  } catch {
    return '';
  }
}
