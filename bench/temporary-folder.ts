// SPDX-License-Identifier: Apache-2.0
// A folder of our own, in os.tmpdir() where no other place is named. It goes with this process at the latest, also when a second Ctrl-C
// ends it at once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { ExpectedError, exitCodes } from './usage-error.ts';

export interface TemporaryFolder {
  readonly path: string;
  readonly dispose: () => void;
}

export function makeTemporaryFolder(prefix: string, place: string = tmpdir()): TemporaryFolder {
  const path = makeIn(resolve(place), prefix);
  const remove = (): void => {
    // Repeated: a compiler that has just been killed may still be writing into it.
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  };
  process.on('exit', remove);
  return {
    path,
    dispose: () => {
      process.off('exit', remove);
      remove();
    },
  };
}

function makeIn(folder: string, prefix: string): string {
  try {
    return mkdtempSync(join(folder, prefix));
  } catch (error) {
    throw noRoom(folder, error);
  }
}

/** For whatever cannot be written into a temporary folder. */
export function noRoom(folder: string, error: unknown): ExpectedError {
  const { code } = error as NodeJS.ErrnoException;
  return new ExpectedError(
    `${folder}: nothing temporary can be written there (${code ?? String(error)}): make room, or TMPDIR=/some/folder names another place`,
    exitCodes.invalid,
  );
}
