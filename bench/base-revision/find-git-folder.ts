// SPDX-License-Identifier: Apache-2.0
// Is this folder the top of a git checkout that git lets us use? Each way in which it is not has a remedy.

import { UsageError } from '../usage-error.ts';
import type { Git } from './git.ts';

/** Absolute path of the .git that belongs to `repository`. */
export async function findGitFolder(git: Git, repository: string): Promise<string> {
  const { isDone, text, log } = await git([
    'rev-parse',
    '--absolute-git-dir',
    '--is-bare-repository',
    '--is-inside-work-tree',
    '--show-prefix',
  ]);
  const [folder = '', isBare, isInside, prefix = ''] = text.split('\n');
  if (!isDone) throw new UsageError(unusable(repository, log));
  if (isBare === 'true' || isInside !== 'true')
    throw new UsageError(
      `${repository} is a bare repository, without a working tree to compare with. Clone it, and start in the clone`,
    );
  // An installed package inside somebody's project: its git would name that project's revisions.
  if (prefix !== '')
    throw new UsageError(
      `${repository} is a folder inside another git checkout, not one of its own: --base would name revisions ` +
        `of that one. ${otherWay}`,
    );
  return folder;
}

const otherWay = 'Start in a clone of fd-handover-bench, or give a helper that is built: --base-helper PATH';

function unusable(repository: string, log: string): string {
  if (log.includes('dubious ownership') || log.includes('unsafe repository'))
    return (
      `git does not open ${repository}, because it belongs to another user. If you trust it: ` +
      `git config --global --add safe.directory '${repository}'`
    );
  const reason = log.split('\n')[0] ?? '';
  return `${repository} is not a git checkout (${reason}), so --base has nothing to name. ${otherWay}`;
}
