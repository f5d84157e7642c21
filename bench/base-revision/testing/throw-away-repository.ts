// SPDX-License-Identifier: Apache-2.0
// A repository that a test may do anything to, made from nothing: so it has an owner that git trusts, also
// where this checkout has another one, or no .git at all. The user's git configuration plays no part.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from '../../project-root.ts';

export interface ThrowAwayRepository {
  readonly path: string;
  readonly git: (...words: string[]) => string;
  readonly write: (name: string, text: string) => void;
  /** Commits everything that lies there, tags it, and answers with the hash. */
  readonly commit: (tag: string) => string;
}

export function makeRepository(path: string): ThrowAwayRepository {
  mkdirSync(path, { recursive: true });
  const git = (...words: string[]): string => runGit(path, words);
  git('init', '--quiet');
  git('symbolic-ref', 'HEAD', 'refs/heads/main');
  return {
    path,
    git,
    write: (name, text) => {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    },
    commit: (tag) => {
      git('add', '--all');
      git('commit', '--quiet', '--no-verify', '--message', tag);
      git('tag', tag);
      return git('rev-parse', 'HEAD');
    },
  };
}

/** This project's own native parts as they lie here, whether committed or not. */
export function writeOwnSources({ path }: ThrowAwayRepository): void {
  const sources = [
    'core',
    'transfer',
    'ways',
    'load',
    'service',
    'clients',
    'steps',
    'silent',
    'helper',
    'addon',
  ].map((room) => `native/${room}`);
  for (const name of ['binding.gyp', 'package.json', ...sources])
    cpSync(join(projectRoot, name), join(path, name), { recursive: true });
}

/** A helper of one file: it builds by the same way in a moment. `main` is the body of its main(). */
export function writeSmallHelper(repository: ThrowAwayRepository, main: string): void {
  const sources = ['native/helper/main.c'];
  const target = { target_name: 'handover-helper', type: 'executable', sources };
  repository.write('binding.gyp', JSON.stringify({ targets: [target] }));
  repository.write('native/helper/main.c', `#include <stdio.h>\nint main(void) { ${main} }\n`);
}

export function runGit(folder: string, words: readonly string[]): string {
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'));
  const person = ['user.name=test', 'user.email=test@localhost'].flatMap((setting) => ['-c', setting]);
  return execFileSync('git', [...person, ...words], {
    cwd: folder,
    env: { ...Object.fromEntries(inherited), GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  }).trim();
}
