// SPDX-License-Identifier: Apache-2.0
// A program of the system that a peer needs: found, or installed from Debian when we may, or the reason why not.

import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Failure } from '../../results/result.ts';

export type ProgramOrNot =
  { readonly kind: 'there'; readonly path: string } | { readonly kind: 'missing'; readonly failure: Failure };

/** Tried once a process: a network that is not there now is not there for the next handover either. */
const tried = new Map<string, Promise<ProgramOrNot>>();

export function requireProgram(name: string, signal: AbortSignal): Promise<ProgramOrNot> {
  const known = tried.get(name) ?? findOrInstall(name, signal);
  tried.set(name, known);
  return known;
}

async function findOrInstall(name: string, signal: AbortSignal): Promise<ProgramOrNot> {
  const found = findProgram(name);
  if (found !== null) return { kind: 'there', path: found };
  if (process.getuid?.() !== 0) return missing(name, 'only root may install it');
  if (findProgram('apt-get') === null) return missing(name, 'there is no apt-get here');
  const install = ['install', '-y', '-q', '--no-install-recommends', name];
  // The lists may be there already, and may be too old: so install, else update and install.
  for (const steps of [[install], [['update', '-q'], install]]) {
    for (const words of steps) await runQuietly('apt-get', words, signal);
    const path = findProgram(name);
    if (path !== null) return { kind: 'there', path };
  }
  return missing(name, 'apt-get could not install it');
}

function missing(name: string, why: string): ProgramOrNot {
  const text = `${name} is not installed, and ${why}: apt-get install ${name}`;
  return { kind: 'missing', failure: { code: 'PROGRAM_MISSING', operation: 'execve', text } };
}

/** Administrators' programs are not in everybody's PATH. */
function findProgram(name: string): string | null {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** What comes of it, the next look for the program tells. */
function runQuietly(program: string, words: readonly string[], signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
    const child = spawn(program, words, { stdio: 'ignore', env, signal });
    child.once('error', () => {
      resolve();
    });
    child.once('close', () => {
      resolve();
    });
  });
}
