// SPDX-License-Identifier: Apache-2.0
// From what was typed after --base to one commit of this repository that holds a helper.

import { statSync } from 'node:fs';
import { UsageError } from '../usage-error.ts';
import { findGitFolder } from './find-git-folder.ts';
import type { Git } from './git.ts';
import { gitIn } from './git.ts';
import { missingRevision } from './missing-revision.ts';

export interface Revision {
  readonly commit: string;
  /** For people: what was typed, and the short hash. */
  readonly name: string;
  /** Absolute path of the repository's .git, or of what stands for it. */
  readonly gitFolder: string;
}

export async function findRevision(ref: string, repository: string, signal: AbortSignal): Promise<Revision> {
  refuseStrange(ref);
  if (statSync(repository, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new UsageError(`${repository} is not a folder: --base needs a git checkout`);
  const git = gitIn(repository, signal);
  const gitFolder = await findGitFolder(git, repository);
  const commit = await findCommit(git, ref, repository);
  const short = commit.slice(0, 12);
  const name = commit.startsWith(ref) ? short : `${ref} (${short})`;
  await refuseWithoutHelper(git, commit, name);
  return { commit, name, gitFolder };
}

/** No revision looks like this, and git would take some of it for an option. */
function refuseStrange(ref: string): void {
  const given = JSON.stringify(ref);
  if (ref.trim() === '')
    throw new UsageError(`--base ${given} is empty. Name a branch, tag or commit; is a CI variable unset?`);
  // \p{Cc}: control characters. git forbids them in names, and they would steer the terminal.
  if (ref.startsWith('-') || /\p{Cc}/u.test(ref))
    throw new UsageError(
      `--base ${given} is no revision: one never begins with "-" and holds no control characters. ` +
        'Name a branch, tag or commit, for example --base main',
    );
}

async function findCommit(git: Git, ref: string, repository: string): Promise<string> {
  const object = await objectId(git, ref);
  if (object === null) throw await missingRevision(git, ref, repository);
  const commit = await objectId(git, `${object}^{commit}`);
  if (commit !== null) return commit;
  // A full hash always "resolves"; only now does git look whether it has the object.
  const type = await git(['cat-file', '-t', object]);
  if (!type.isDone) throw await missingRevision(git, ref, repository);
  throw new UsageError(
    `--base "${ref}" names a ${type.text}, not a commit. Name a branch, tag or commit, for example --base main`,
  );
}

/** Null too for what `rev-parse` prints but is no object: "^abc" for a negated one. */
async function objectId(git: Git, expression: string): Promise<string | null> {
  const { isDone, text } = await git(['rev-parse', '--verify', '--quiet', expression]);
  return isDone && /^[0-9a-f]{40,64}$/.test(text) ? text : null;
}

async function refuseWithoutHelper(git: Git, commit: string, name: string): Promise<void> {
  const needed = ['binding.gyp', 'native/helper'];
  const { text } = await git(['ls-tree', '--name-only', commit, ...needed]);
  const missing = needed.filter((path) => !text.split('\n').includes(path));
  if (missing.length === 0) return;
  throw new UsageError(
    `--base ${name} has no ${missing.join(' and no ')}: it is older than the helper, ` +
      'or not a revision of this project. Name a later one',
  );
}
