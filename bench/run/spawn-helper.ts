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
  /** Its standard input stays open until `closeInput`; without it, it has none. */
  readonly holdsInput?: true;
}

export interface HelperEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly output: string;
  readonly errors: string;
  /** ENOENT, EACCES …: it could not be started at all. */
  readonly startError: string | null;
  /** Why the runner ended it: it overstayed, or wrote more than `outputLimit`. null: it ended by itself. */
  readonly endedFor: 'deadline' | 'output' | null;
}

export interface RunningHelper {
  readonly ended: Promise<HelperEnd>;
  /** SIGTERM now, SIGKILL when that is not enough. */
  readonly stop: () => void;
  /** null: it could not be started. Valid until `ended`; absent: nobody needs it. */
  readonly pid?: number | null;
}

/** What can be done with a helper that works until it is told to end. */
export interface AttendedHelper extends RunningHelper {
  readonly pid: number | null;
  /** As soon as it is there; null when the helper ended without a whole line. */
  readonly firstLine: Promise<string | null>;
  readonly closeInput: () => void;
  /** Writes to its standard input, which it must hold. */
  readonly say: (text: string) => void;
  /** By its handle: nobody else gets it, also when it has ended. */
  readonly signal: (signal: NodeJS.Signals) => void;
}

/** Bytes of each stream. A JSON line has about 1 KiB; a helper that writes more than this is not one of ours. */
export const outputLimit = 64 * 1024;
/** How much longer than its own deadline a helper may take, and how long it may take to end. */
const graceMs = 2000;

export function spawnHelper(command: HelperCommand, deadlineMs: number, grace = graceMs): AttendedHelper {
  const helper = spawn(command.path, command.arguments, {
    stdio: [command.holdsInput ? 'pipe' : 'ignore', 'pipe', 'pipe', ...command.descriptors],
  });
  const timers: NodeJS.Timeout[] = [];
  let endedFor: HelperEnd['endedFor'] = null;
  const stop = (): void => {
    helper.kill('SIGTERM');
    timers.push(setTimeout(() => helper.kill('SIGKILL'), grace));
  };
  const endFor = (reason: 'deadline' | 'output') => (): void => {
    endedFor ??= reason;
    stop();
  };
  const output = collect(helper, 'stdout', endFor('output'));
  const errors = collect(helper, 'stderr', endFor('output'));
  timers.push(setTimeout(endFor('deadline'), deadlineMs + grace));
  const ended = new Promise<HelperEnd>((resolve) => {
    const end = (rest: Pick<HelperEnd, 'exitCode' | 'signal' | 'startError'>): void => {
      timers.forEach(clearTimeout);
      resolve({ ...rest, output: output(), errors: errors(), endedFor });
    };
    helper.once('error', (error: NodeJS.ErrnoException) => {
      if (helper.pid === undefined)
        end({ exitCode: null, signal: null, startError: error.code ?? error.message });
    });
    // A child of its own may hold the pipes open for as long as it likes: nobody waits for it.
    helper.once('exit', () => {
      timers.push(setTimeout(closePipes, grace, helper));
    });
    helper.once('close', (exitCode, signal) => {
      end({ exitCode, signal, startError: null });
    });
  });
  const closeInput = (): void => void helper.stdin?.destroy();
  const say = (text: string): void => void helper.stdin?.write(text);
  helper.stdin?.on('error', () => undefined); // it has ended, and says so itself
  return {
    ended,
    stop,
    closeInput,
    say,
    signal: (signal) => void helper.kill(signal),
    pid: helper.pid ?? null,
    firstLine: firstLineOf(helper, output, ended),
  };
}

function firstLineOf(
  helper: ChildProcess,
  output: () => string,
  ended: Promise<unknown>,
): Promise<string | null> {
  return new Promise((resolve) => {
    helper.stdout?.on('data', (chunk: Buffer) => {
      if (chunk.includes('\n')) resolve(output().split('\n', 1)[0] ?? null);
    });
    void ended.then(() => {
      resolve(null);
    });
  });
}

/** Keeps up to the limit; what goes beyond it is told once. */
function collect(helper: ChildProcess, stream: 'stdout' | 'stderr', onFlood: () => void): () => string {
  const chunks: Buffer[] = [];
  let bytes = 0;
  helper[stream]?.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes <= outputLimit) return;
    onFlood();
    // Whoever goes on writing is told by SIGPIPE, the helper's own children as well.
    helper[stream]?.destroy();
  });
  return () => Buffer.concat(chunks).subarray(0, outputLimit).toString('utf8');
}

function closePipes({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}
