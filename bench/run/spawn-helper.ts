// SPDX-License-Identifier: Apache-2.0
// One helper process: started with inherited descriptors, its output collected up to a bound, ended
// by its own handle when it overstays. Never by name, never by number.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';

export interface HelperCommand {
  readonly path: string;
  readonly arguments: readonly string[];
  /** Become descriptors 3, 4, … of the helper. Borrowed. */
  readonly descriptors: readonly number[];
}

export interface HelperEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
  /** ENOENT, EACCES …: it could not be started at all. */
  readonly startError: string | null;
  /** The runner's own watchdog had to end it. */
  readonly isOverdue: boolean;
}

export interface RunningHelper {
  readonly ended: Promise<HelperEnd>;
  /** SIGTERM now, SIGKILL when that is not enough. */
  readonly stop: () => void;
}

/** A JSON line has about 1 KiB; a helper that writes more than this is not one of ours. */
const outputLimit = 64 * 1024;
/** How much longer than its own deadline a helper may take, and how long it may take to end. */
const graceMs = 2000;

export function spawnHelper(command: HelperCommand, deadlineMs: number): RunningHelper {
  const helper = spawn(command.path, command.arguments, {
    stdio: ['ignore', 'pipe', 'pipe', ...command.descriptors],
  });
  const output = collect(helper, 'stdout');
  const errors = collect(helper, 'stderr');
  const timers: NodeJS.Timeout[] = [];
  let isOverdue = false;
  const stop = (): void => {
    helper.kill('SIGTERM');
    timers.push(setTimeout(() => helper.kill('SIGKILL'), graceMs));
  };
  const overdue = (): void => {
    isOverdue = true;
    stop();
  };
  timers.push(setTimeout(overdue, deadlineMs + graceMs));
  const ended = new Promise<HelperEnd>((resolve) => {
    const end = (rest: Pick<HelperEnd, 'exitCode' | 'signal' | 'startError'>): void => {
      timers.forEach(clearTimeout);
      resolve({ ...rest, output: output(), errors: errors(), isOverdue });
    };
    helper.once('error', (error: NodeJS.ErrnoException) => {
      if (helper.pid === undefined)
        end({ exitCode: null, signal: null, startError: error.code ?? error.message });
    });
    helper.once('close', (exitCode, signal) => {
      end({ exitCode, signal, startError: null });
    });
  });
  return { ended, stop };
}

/** Reads to the end, keeps the beginning. */
function collect(helper: ChildProcess, stream: 'stdout' | 'stderr'): () => string {
  let text = '';
  helper[stream]?.setEncoding('utf8').on('data', (chunk: string) => {
    if (text.length <= outputLimit) text += chunk;
  });
  return () => text.slice(0, outputLimit + 1);
}
