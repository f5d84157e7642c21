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
  realpathSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { ExpectedError, UsageError, exitCodes } from '../usage-error.ts';
import type { TemporaryFolder } from '../temporary-folder.ts';
import { makeTemporaryFolder, noRoom } from '../temporary-folder.ts';

export interface HelperPlaces {
  readonly base: string;
  readonly head: string;
  /** Each is a copy, so its bytes are all of it: beside a script or a program with libraries of its own may lie what
   * makes the difference. */
  readonly areWhole: boolean;
  /** Removes both places, not what they were made from; a second call does nothing. */
  readonly dispose: () => void;
}

/** Base and head are started by paths of the same length, each a copy of its own in a fresh temporary folder:
 * `<folder>/base/handover-helper` and `<folder>/head/handover-helper`. What may not work as a copy is reached through
 * that name: a script by one that starts it where it lies, a program with libraries beside it by a symbolic link. */
export function placeHelpers(paths: { readonly base: string; readonly head: string }): HelperPlaces {
  const base = readProgram(paths.base, '--base-helper');
  const head = readProgram(paths.head, '--head-helper');
  const folder = makeTemporaryFolder('fd-handover-arms-');
  try {
    return {
      base: place(base, folder, 'base'),
      head: place(head, folder, 'head'),
      areWhole: (base.canBeCopied && head.canBeCopied) || realpathSync(base.path) === realpathSync(head.path),
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
  readonly isScript: boolean;
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
  const isScript = bytes.subarray(0, 2).toString('latin1') === '#!';
  return { path, canBeCopied: isOnItsOwn(bytes, stats.mode), isScript };
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
  try {
    mkdirSync(join(folder.path, arm));
    put(program, path);
  } catch (error) {
    throw noRoom(folder.path, error);
  }
  if (program.canBeCopied || program.isScript) refuseNoexec(path, folder.path);
  return path;
}

function put({ path, canBeCopied, isScript }: Program, place: string): void {
  if (canBeCopied) {
    copyFileSync(path, place);
    chmodSync(place, 0o755);
  } else if (isScript) {
    // A script may look for its program beside itself ($0): a link would send it here.
    writeFileSync(place, `#!/bin/sh\nexec '${path.replaceAll("'", String.raw`'\''`)}' "$@"\n`, {
      mode: 0o755,
    });
  } else {
    symlinkSync(path, place);
  }
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
