// SPDX-License-Identifier: Apache-2.0
// A revision's files in a folder of their own, through an index of their own. Not `git worktree add`: that
// writes an entry into the user's .git, which a killed run leaves behind and a read-only .git refuses. This
// way the repository is only read, so any number of gates may run in it at once.

import { join } from 'node:path';
import { ExpectedError, exitCodes } from '../usage-error.ts';
import type { Revision } from './find-revision.ts';
import { gitIn } from './git.ts';
import { tailOf } from './log-tail.ts';

export interface BuildFolders {
  /** Empty: the revision's files come here. */
  readonly tree: string;
  /** For what git and the compilers need meanwhile. */
  readonly scratch: string;
}

export async function checkOut(
  { commit, name, gitFolder }: Revision,
  { tree, scratch }: BuildFolders,
  signal: AbortSignal,
): Promise<void> {
  // read-tree, not checkout-index: it takes .gitattributes from the revision and not from the user's folder.
  const { isDone, log } = await gitIn(tree, signal)(['read-tree', '--reset', '-u', commit], {
    GIT_DIR: gitFolder,
    GIT_WORK_TREE: tree,
    GIT_INDEX_FILE: join(scratch, 'index'),
  });
  if (isDone) return;
  throw new ExpectedError(
    `the base revision ${name} cannot be checked out into ${tree}:\n${tailOf(log)}\n` +
      'Is there room on that disk (TMPDIR names another), and is the clone whole (git fsck)?',
    exitCodes.invalid,
  );
}
