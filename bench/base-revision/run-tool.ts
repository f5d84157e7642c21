// SPDX-License-Identifier: Apache-2.0
// One tool (git, node-gyp) in a process group of its own: make's compilers are its grandchildren, and only
// the group reaches them all. Ctrl-C in a terminal does not reach this group; the signal given here does.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { kill } from 'node:process';

export interface Tool {
  readonly path: string;
  readonly arguments: readonly string[];
  readonly folder: string;
  readonly environment: NodeJS.ProcessEnv;
}

export interface ToolEnd {
  /** Null: it did not start, or a signal ended it. */
  readonly exitCode: number | null;
  readonly output: string;
  /** Both streams as they came. */
  readonly log: string;
  /** ENOENT, EACCES …: it could not be started at all. */
  readonly startError: string | null;
}

/** How long a tool may take to tidy up after SIGTERM: git and gcc then remove what they had begun. */
const tidyMs = 1000;
/** How long a stranger, say a compiler cache's server, may hold the pipes open after the tool's end. */
const strangerMs = 3000;

/** Rejects with the signal's reason when it is aborted, and then only after the group has ended. */
export async function runTool(tool: Tool, signal: AbortSignal): Promise<ToolEnd> {
  signal.throwIfAborted();
  const child = spawn(tool.path, tool.arguments, {
    cwd: tool.folder,
    env: tool.environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const timers: NodeJS.Timeout[] = [];
  const stop = (): void => {
    signalGroup(child, 'SIGTERM');
    timers.push(setTimeout(signalGroup, tidyMs, child, 'SIGKILL'));
  };
  const end = (): void => {
    signalGroup(child, 'SIGKILL');
  };
  // Before the folder that it writes into is removed, which is an exit listener as well.
  process.prependListener('exit', end);
  signal.addEventListener('abort', stop, { once: true });
  child.once('exit', () => {
    timers.push(setTimeout(closePipes, strangerMs, child));
  });
  const ended = await endOf(child);
  timers.forEach(clearTimeout);
  process.off('exit', end);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return ended;
}

/** `close` comes when nobody holds the pipes any more: when the last of the group has ended. */
function endOf(child: ChildProcess): Promise<ToolEnd> {
  let [output, log] = ['', ''];
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    log += chunk;
  });
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
    log += chunk;
  });
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      if (child.pid === undefined)
        resolve({ exitCode: null, output, log, startError: error.code ?? error.message });
    });
    child.once('close', (exitCode) => {
      resolve({ exitCode, output, log, startError: null });
    });
  });
}

/** The group has its leader's number, which nobody else is given while a member lives. */
function signalGroup({ pid }: ChildProcess, name: NodeJS.Signals): void {
  if (pid === undefined) return;
  try {
    kill(-pid, name);
  } catch {
    // ESRCH: none of them is left.
  }
}

function closePipes({ stdout, stderr }: ChildProcess): void {
  stdout?.destroy();
  stderr?.destroy();
}
