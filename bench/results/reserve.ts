// SPDX-License-Identifier: Apache-2.0
// Room that is kept free while a run fills the disk with samples, so that its result and report can
// still be written when nothing else can.

import { randomBytes } from 'node:crypto';
import { closeSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainWriteError } from './out-of-space.ts';

/** About twice what the result and report of a default run take. */
const reservedBytes = 8 * 1024 * 1024;

/** Answers with what gives the room back. Refuses a disk that has not even this. */
export function reserveRoom(folder: string): () => void {
  const path = join(folder, '.reserved');
  let fd = -1;
  try {
    fd = openSync(path, 'wx');
    // Without a name from the start: the room is given back even when this process is killed.
    rmSync(path);
    // Not zeros: some file systems would store them in nothing.
    writeFileSync(fd, randomBytes(reservedBytes));
    return () => {
      closeSync(fd);
    };
  } catch (error) {
    if (fd >= 0) closeSync(fd);
    throw explainWriteError(error, path);
  }
}
