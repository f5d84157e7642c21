// SPDX-License-Identifier: Apache-2.0
// One player: `handover-helper play` as a process of its own, told a step a line, answering each with a line.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Value } from '../../scenarios/play.ts';

export type Answer = Readonly<Record<string, Value>>;

export interface Player {
  readonly pid: number | null;
  /** The answer to one step, in the order in which they were asked; an answer with `error` PLAYER_… where none came. */
  readonly ask: (line: string) => Promise<Answer>;
  readonly signal: (signal: NodeJS.Signals) => void;
  readonly ended: Promise<void>;
  /** By closing its input, then by force; resolves when it is gone. */
  readonly end: () => Promise<void>;
}

export interface PlayerCommand {
  readonly path: string;
  readonly arguments: readonly string[];
  /** Become descriptors 3, 4, … of the player. Borrowed. */
  readonly descriptors: readonly number[];
}

/** How long a step may take, and a player to end. */
export const stepDeadlineMs = 10_000;
const endGraceMs = 1000;

export function startPlayer(command: PlayerCommand): Player {
  const started = spawn(command.path, command.arguments, {
    stdio: ['pipe', 'pipe', 'ignore', ...command.descriptors],
  });
  const waiting: ((answer: Answer) => void)[] = [];
  let isGone = false;
  const ended = new Promise<void>((resolve) => {
    const end = (): void => {
      isGone = true;
      for (const answer of waiting.splice(0)) answer(failed('PLAYER_ENDED'));
      resolve();
    };
    // A signal that may not be sent is an error as well: a player of another user ends by its input.
    started.on('error', () => {
      if (started.pid === undefined) end();
    });
    started.once('close', end);
  });
  started.stdin?.on('error', () => undefined); // it has ended, and its answers say so
  if (started.stdout !== null) {
    createInterface({ input: started.stdout }).on('line', (line) => waiting.shift()?.(parsed(line)));
  }
  const ask = (line: string): Promise<Answer> => {
    if (isGone) return Promise.resolve(failed('PLAYER_ENDED'));
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        resolve(failed('PLAYER_SILENT'));
      }, stepDeadlineMs);
      waiting.push((answer) => {
        clearTimeout(timer);
        resolve(answer);
      });
      started.stdin?.write(`${line}\n`);
    });
  };
  return {
    pid: started.pid ?? null,
    ask,
    signal: (signal) => void started.kill(signal),
    ended,
    end: () => endOf(started, ended),
  };
}

async function endOf(started: ChildProcess, ended: Promise<void>): Promise<void> {
  started.stdin?.destroy();
  started.kill('SIGCONT');
  const timer = setTimeout(() => started.kill('SIGKILL'), endGraceMs);
  await ended;
  clearTimeout(timer);
}

function failed(error: string): Answer {
  return { result: -1, error };
}

/** Strangers may stand in the helper's place: what is no answer is none. */
function parsed(line: string): Answer {
  try {
    const read: unknown = JSON.parse(line);
    if (typeof read !== 'object' || read === null) return failed('PLAYER_GARBLED');
    const fields = Object.entries(read).filter(
      (field): field is [string, Value] => typeof field[1] === 'string' || typeof field[1] === 'number',
    );
    return Object.fromEntries(fields);
  } catch {
    return failed('PLAYER_GARBLED');
  }
}
