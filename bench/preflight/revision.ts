// SPDX-License-Identifier: Apache-2.0
// Which revision this is, with "+changes" where the tree is not clean; null outside of a checkout of its own.

import { execFileSync } from 'node:child_process';
import { projectRoot } from '../project-root.ts';

export function readRevision(): string | null {
  const git = (...words: string[]): string =>
    execFileSync('git', ['-C', projectRoot, ...words], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  try {
    // Inside somebody else's checkout (node_modules) the revision would be theirs.
    if (git('rev-parse', '--show-prefix') !== '') return null;
    const changes = git('status', '--porcelain', '--untracked-files=no') === '' ? '' : '+changes';
    return git('rev-parse', 'HEAD') + changes;
  } catch {
    return null;
  }
}
