// SPDX-License-Identifier: Apache-2.0
// What the checks need, bound to the real machine.

import { resolve } from 'node:path';
import { spawnHelper } from '../run/spawn-helper.ts';
import { affinity, clockFacts, diagnosePull, fileLimit, helperPath } from '../native.ts';
import { readLimits } from './environment-process.ts';
import type { HelperTrial, Machine } from './finding.ts';
import { readProc } from './read-proc.ts';

const trialDeadlineMs = 6000;
const usualSocketBuffer = 212_992;

/** `helper` stands in for the one that was built. */
export function lookAtMachine({ helper, signal }: { helper: string | null; signal: AbortSignal }): Machine {
  const found = findHelper(helper);
  const nofile = fileLimit();
  return {
    helperPath: found.path ?? '',
    helperMissing: found.missing,
    allowedCpus: affinity(),
    nofile,
    inFlightLimit: readLimits().inFlightExempt ? null : nofile.soft,
    socketBufferBytes: Number(readProc('/proc/sys/net/core/wmem_default') ?? usualSocketBuffer),
    clock: clockFacts(),
    tryHelper: (words) => (found.path === null ? notThere : tryHelper(found.path, words, signal)),
    diagnoseSelf: () => diagnosePull(process.pid, null),
  };
}

const notThere: Promise<HelperTrial> = Promise.resolve({
  exitCode: null,
  startError: 'missing',
  output: '',
  errors: '',
});

function findHelper(given: string | null): { path: string | null; missing: string | null } {
  try {
    return { path: given === null ? helperPath() : resolve(given), missing: null };
  } catch (error) {
    return { path: null, missing: (error as Error).message };
  }
}

async function tryHelper(path: string, words: readonly string[], signal: AbortSignal): Promise<HelperTrial> {
  const running = spawnHelper({ path, arguments: words, descriptors: [] }, trialDeadlineMs);
  if (signal.aborted) running.stop();
  signal.addEventListener('abort', running.stop, { once: true });
  try {
    return await running.ended;
  } finally {
    signal.removeEventListener('abort', running.stop);
  }
}
