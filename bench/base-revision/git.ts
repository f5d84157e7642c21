// SPDX-License-Identifier: Apache-2.0
// Calls git: never through a shell, never asking anybody, and so that nothing which the repository's
// configuration names is run or written on the way.

import { ExpectedError, exitCodes } from '../usage-error.ts';
import { runTool } from './run-tool.ts';

export interface GitAnswer {
  readonly isDone: boolean;
  /** Its output, trimmed. */
  readonly text: string;
  /** Everything it said, trimmed. */
  readonly log: string;
}

export type Git = (
  words: readonly string[],
  settings?: Readonly<Record<string, string>>,
) => Promise<GitAnswer>;

export function gitIn(folder: string, signal: AbortSignal): Git {
  return async (words, settings = {}) => {
    const end = await runTool(
      {
        path: 'git',
        arguments: [...quietSettings.flatMap((setting) => ['-c', setting]), ...words],
        folder,
        environment: gitEnvironment(settings),
      },
      signal,
    );
    if (end.startError !== null) throw noGit(end.startError);
    return { isDone: end.exitCode === 0, text: end.output.trim(), log: end.log.trim() };
  };
}

const quietSettings = [
  'core.hooksPath=/dev/null',
  // A program that git asks what has changed; empty is "none" for old and new versions of git.
  'core.fsmonitor=',
  // Would leave files out of a checkout, and would write a second index beside the user's.
  'core.sparseCheckout=false',
  'core.splitIndex=false',
];

/** Set when a hook of git's starts us (pre-push); they would name another repository, index or folder. */
const placesOfAHook = ['GIT_DIR', 'GIT_COMMON_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_PREFIX'];

function gitEnvironment(settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !placesOfAHook.includes(name));
  // LC_ALL: what git says is compared with words. A partial clone's server may ask for a password.
  return { ...Object.fromEntries(inherited), LC_ALL: 'C', GIT_TERMINAL_PROMPT: '0', ...settings };
}

function noGit(startError: string): ExpectedError {
  return new ExpectedError(
    `--base needs git to check the other revision out, and git cannot be started (${startError}). ` +
      'Install it (Debian, Ubuntu: apt-get install git), or give a helper that is built: --base-helper PATH',
    exitCodes.invalid,
  );
}
