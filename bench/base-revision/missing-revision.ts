// SPDX-License-Identifier: Apache-2.0
// What to say when a repository does not know a revision: mistyped, or not fetched, which in CI is usual.

import { nearestWord } from '../plan/nearest.ts';
import { UsageError } from '../usage-error.ts';
import type { Git } from './git.ts';

export async function missingRevision(git: Git, ref: string, repository: string): Promise<UsageError> {
  const names = (await git(['for-each-ref', '--format=%(refname:lstrip=2)'])).text.split('\n');
  const isShallow = (await git(['rev-parse', '--is-shallow-repository'])).text === 'true';
  const sentences = [
    `--base "${ref}": ${repository} knows no such revision.`,
    ...suggestion(ref, names),
    /^0+$/.test(ref)
      ? 'CI servers give zeros as the revision before the first push of a branch: name another base.'
      : fetchAdvice(ref, isShallow),
  ];
  return new UsageError(sentences.join(' '));
}

/** A branch that only the server's copy has comes first: `main` where there is `origin/main`. */
function suggestion(ref: string, names: readonly string[]): string[] {
  const near = names.find((name) => name.endsWith(`/${ref}`)) ?? nearestWord(ref, names);
  return near === undefined || near === '' ? [] : [`Did you mean "${near}"?`];
}

/** One that can be copied to a shell, so only for names that need no quoting. */
function fetchAdvice(ref: string, isShallow: boolean): string {
  const name = ref.replace(/^origin\//, '');
  const cause = isShallow ? 'This clone is shallow' : 'If only the server has it';
  if (!/^\w[\w./-]*$/.test(name))
    return `${cause}: fetch it first${isShallow ? ' (git fetch --unshallow)' : ''}.`;
  const use = /^[0-9a-f]{40,64}$/.test(name) ? '' : ', then --base FETCH_HEAD';
  return `${cause}: fetch it first: git fetch ${isShallow ? '--depth=1 ' : ''}origin ${name}${use}.`;
}
