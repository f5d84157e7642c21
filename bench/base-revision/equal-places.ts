// SPDX-License-Identifier: Apache-2.0
// Puts base and head at paths of the same length, each a file of its own. The path is in argv and in
// AT_EXECFN, so its length shifts the initial stack, which alone can change a program's time by per cents
// (Mytkowicz et al., "Producing wrong data without doing anything obviously wrong!", ASPLOS 2009). And in an
// A/A run both arms would share one file in the page cache, which in a real comparison they do not.

import {
  accessSync,
  chmodSync,
  constants,
  copyFileSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { ExpectedError, UsageError, exitCodes } from '../usage-error.ts';
import type { TemporaryFolder } from './temporary-folder.ts';
import { makeTemporaryFolder } from './temporary-folder.ts';

export interface HelperPlaces {
  readonly base: string;
  readonly head: string;
  /** Removes both places, not what they were made from; a second call does nothing. */
  readonly dispose: () => void;
}

/** Base and head are started by paths of the same length, each a copy of its own in a fresh temporary folder:
 * `<folder>/base/handover-helper` and `<folder>/head/handover-helper`. What may not work as a copy (a script,
 * a program with libraries beside it) is reached by a symbolic link of that name. */
export function placeHelpers(paths: { readonly base: string; readonly head: string }): HelperPlaces {
  const base = readProgram(paths.base, '--base-helper');
  const head = readProgram(paths.head, '--head-helper');
  const folder = makeTemporaryFolder('fd-handover-arms-');
  try {
    return {
      base: place(base, folder, 'base'),
      head: place(head, folder, 'head'),
      dispose: folder.dispose,
    };
  } catch (error) {
    folder.dispose();
    throw error;
  }
}

interface Program {
  readonly path: string;
  readonly canBeCopied: boolean;
}

function readProgram(given: string, flag: string): Program {
  const path = resolve(given);
  const refuse = (what: string): never => {
    throw new UsageError(`${flag} "${given}" ${what}. Give a program that keeps docs/helper-protocol.md`);
  };
  const attempt = <Found>(look: () => Found, complaint: string): Found => {
    try {
      return look();
    } catch (error) {
      return refuse(`${complaint} (${(error as NodeJS.ErrnoException).code ?? String(error)})`);
    }
  };
  const stats = attempt(() => statSync(path), 'cannot be found');
  if (!stats.isFile()) refuse('is not a file');
  attempt(() => {
    accessSync(path, constants.X_OK);
  }, 'is not executable, or lies on a file system mounted noexec');
  const bytes = attempt(() => readFileSync(path), 'cannot be read');
  return { path, canBeCopied: isOnItsOwn(bytes, stats.mode) };
}

const elfMagic = Buffer.from('\x7fELF', 'latin1');
/** As a library path spells "the folder of this program": ld.so(8). */
const ownFolder = ['$ORIGIN', '${ORIGIN}'];
/** Set-user-id and set-group-id: a copy would belong to whoever runs the gate. */
const setIdBits = 0o6000;

function isOnItsOwn(bytes: Buffer, mode: number): boolean {
  return (
    bytes.subarray(0, elfMagic.length).equals(elfMagic) &&
    !ownFolder.some((word) => bytes.includes(word)) &&
    (mode & setIdBits) === 0
  );
}

function place(program: Program, folder: TemporaryFolder, arm: 'base' | 'head'): string {
  const path = join(folder.path, arm, 'handover-helper');
  mkdirSync(join(folder.path, arm));
  if (!program.canBeCopied) {
    symlinkSync(program.path, path);
    return path;
  }
  copyFileSync(program.path, path);
  chmodSync(path, 0o755);
  refuseNoexec(path, folder.path);
  return path;
}

/** access(2) asks the mount as well: a file with mode 0755 is refused only where nothing may be executed. */
function refuseNoexec(path: string, folder: string): void {
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new ExpectedError(
      `${folder} lies on a file system mounted noexec, so no copy of a helper can run there. ` +
        'TMPDIR=/some/folder names another place for temporary files',
      exitCodes.invalid,
    );
  }
}
