// SPDX-License-Identifier: Apache-2.0
// The files that belong to the project: what git tracks or would track; without git (an unpacked archive, a
// container) what lies here, less what is made here.

import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

/** This file runs as dist/test/tree/project-files.js. */
export const projectRoot = resolve(import.meta.dirname, '../../..');

const MADE_HERE = ['.git', 'node_modules', 'build', 'dist', 'results', '.set-up.json'];

/** Paths from the top, sorted. */
export function projectFiles(): string[] {
  return (existsSync(join(projectRoot, '.git')) ? filesKnownToGit() : filesLyingHere()).sort();
}

function filesKnownToGit(): string[] {
  // safe.directory: a checkout may belong to another user than the one who tests it.
  const args = ['-c', `safe.directory=${projectRoot}`, 'ls-files', '-z', '-co', '--exclude-standard'];
  const listed = execFileSync('git', args, { cwd: projectRoot, encoding: 'utf8' }).split('\0');
  return [...new Set(listed)].filter((path) => path !== '' && existsSync(join(projectRoot, path)));
}

function filesLyingHere(): string[] {
  const made = new Set(MADE_HERE);
  return readdirSync(projectRoot)
    .filter((name) => !made.has(name) && !name.endsWith('.log'))
    .flatMap((name) => filesBelow(join(projectRoot, name), name));
}

function filesBelow(absolute: string, name: string): string[] {
  try {
    return readdirSync(absolute, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)));
  } catch {
    return [name]; // a file, not a folder
  }
}
