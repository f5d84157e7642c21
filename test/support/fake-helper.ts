// SPDX-License-Identifier: Apache-2.0
// Stand-ins for the helper: the real one for everything but the words that a test makes misbehave.

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { helperPath } from '../../bench/native.ts';

/** A shell script: `cases` are the branches of a `case "$1"`, everything else goes to the real one. */
export function writeFakeHelper(folder: string, cases: string): string {
  const path = join(folder, 'fake-helper');
  writeFileSync(path, `#!/bin/sh\ncase "$1" in\n${cases}\nesac\nexec '${helperPath()}' "$@"\n`, {
    mode: 0o755,
  });
  return path;
}

/** Waits until `find` gives something. No limit of its own: the test runner has one. */
export async function waitFor<T>(find: () => T | undefined): Promise<T> {
  for (;;) {
    const found = find();
    if (found !== undefined) return found;
    await sleep(5);
  }
}

/** What a fake helper has written; undefined until it has. */
export function readMarker(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8').trim();
    return text === '' ? undefined : text;
  } catch {
    return undefined;
  }
}

/** Direct descendants of a process, by /proc. */
export function childrenOf(pid: number): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((candidate) => statField(candidate, 'ppid') === String(pid));
}

/** "R", "S", "T" …, undefined when there is no such process (proc(5), /proc/PID/stat). */
export function processState(pid: number): string | undefined {
  return statField(pid, 'state');
}

/** A zombie has ended: whoever started it just has not asked yet. */
export function isRunning(pid: number): boolean {
  const state = processState(pid);
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** The command's name may hold anything, so fields are counted from its closing bracket. */
function statField(pid: number, field: 'state' | 'ppid'): string | undefined {
  const stat = readMarker(`/proc/${String(pid)}/stat`);
  return stat?.slice(stat.lastIndexOf(')') + 2).split(' ')[field === 'state' ? 0 : 1];
}

/** Stops a role, and looks whether it was still there to be stopped: only then is it killed for sure
 * before it ends by itself. A copy of Node on its way to exec is let go again. */
export function isStopped(pid: number): boolean {
  if (!/handover-helper\0(donor|receiver)\0/.test(readMarker(`/proc/${String(pid)}/cmdline`) ?? ''))
    return false;
  try {
    process.kill(pid, 'SIGSTOP');
  } catch {
    return false;
  }
  // The signal is delivered when the process next leaves the kernel: until then it is neither.
  let state = processState(pid);
  while (state !== undefined && !'TZX'.includes(state)) state = processState(pid);
  return state === 'T';
}
