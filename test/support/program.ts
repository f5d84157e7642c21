// SPDX-License-Identifier: Apache-2.0
// Starts the program as a user does, and a place for its files that is gone after the test.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';

export const mainPath = fileURLToPath(new URL('../../bench/main.js', import.meta.url));

export interface ProgramEnd {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunningProgram {
  readonly child: ChildProcess;
  readonly ended: Promise<ProgramEnd>;
  /** Resolves when standard error matches; rejects when the program ends before. */
  readonly said: (pattern: RegExp) => Promise<void>;
}

export function startProgram(
  words: readonly string[],
  command = [process.execPath, mainPath],
): RunningProgram {
  const [path = '', ...rest] = command;
  const child = spawn(path, [...rest, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const text = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (chunk: string) => {
      text[stream] += chunk;
    });
  }
  const ended = once(child, 'close').then(([exitCode, signal]) => ({
    exitCode: exitCode as number | null,
    signal: signal as string | null,
    ...text,
  }));
  const said = async (pattern: RegExp): Promise<void> => {
    while (!pattern.test(text.stderr)) {
      if (child.exitCode !== null) throw new Error(`ended without ${String(pattern)}: ${text.stderr}`);
      await Promise.race([once(child.stderr, 'data'), ended]);
    }
  };
  return { child, ended, said };
}

export function runProgram(words: readonly string[], command?: string[]): Promise<ProgramEnd> {
  return startProgram(words, command).ended;
}

export function makeTempFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'fd-handover-test-'));
  context.after(() => {
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}
