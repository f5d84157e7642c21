// SPDX-License-Identifier: Apache-2.0
// Launches as usual, but for one donor of head: SIGSTOP once its transfers are under way, SIGCONT a moment later. By
// its own handle, so that no other process can be meant.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { setImmediate as nextTurn, setTimeout as wait } from 'node:timers/promises';
import { readSamples } from '../native.ts';
import type { LaunchTools } from '../run/launch-tools.ts';
import { launchTools } from '../run/launch-tools.ts';
import type { HelperCommand, HelperEnd, RunningHelper } from '../run/spawn-helper.ts';
import { spawnHelper } from '../run/spawn-helper.ts';

export interface Freeze {
  /** Which of the launches of head, from 0. */
  readonly nth: number;
  readonly frozenMs: number;
}

export function freezingTools({ nth, frozenMs }: Freeze): LaunchTools {
  let count = 0;
  const startHelper: LaunchTools['startHelper'] = (command, deadlineMs) => {
    const isDonorOfHead = command.arguments[0] === 'donor' && command.path.includes('/head/');
    if (!isDonorOfHead || count++ !== nth) return spawnHelper(command, deadlineMs);
    return startFrozen(command, frozenMs);
  };
  return { ...launchTools, startHelper };
}

/** The helper's own deadline ends it when something goes wrong. */
function startFrozen(command: HelperCommand, frozenMs: number): RunningHelper {
  const donor = spawn(command.path, command.arguments, {
    stdio: ['ignore', 'pipe', 'pipe', ...command.descriptors],
  });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    donor[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
    });
  }
  const frozen = freezeUnderWay(donor, command, frozenMs);
  const closed = new Promise<Pick<HelperEnd, 'exitCode' | 'signal'>>((resolve, reject) => {
    donor.once('error', reject);
    donor.once('close', (exitCode, signal) => {
      resolve({ exitCode, signal });
    });
  });
  const ended = closed.then(async (end): Promise<HelperEnd> => {
    await frozen;
    return { ...end, output: text.stdout, errors: text.stderr, startError: null, endedFor: null };
  });
  return {
    ended,
    stop: () => {
      donor.kill('SIGKILL');
    },
  };
}

async function freezeUnderWay(donor: ChildProcess, command: HelperCommand, frozenMs: number): Promise<void> {
  const samplesFd = command.descriptors[1] ?? -1;
  const numberAfter = (flag: string): number =>
    Number(command.arguments[command.arguments.indexOf(flag) + 1]);
  const recorded = numberAfter('--warmup');
  const capacity = recorded + numberAfter('--transfers');
  const isOver = (): boolean => donor.exitCode !== null || donor.signalCode !== null;
  while (!isOver() && readSamples(samplesFd, capacity).start[recorded] === 0n) await nextTurn();
  if (isOver()) return;
  donor.kill('SIGSTOP');
  await wait(frozenMs);
  donor.kill('SIGCONT');
}
