// SPDX-License-Identifier: Apache-2.0
// Room that is kept free while a run fills the disk with samples, so that its result and report can
// still be written when nothing else can.

import { randomBytes } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { explainWriteError } from './out-of-space.ts';

/** About twice what the result and report of a default run take. */
const reservedBytes = 8 * 1024 * 1024;

/** Answers with what gives the room back. Refuses a disk that has not even this. */
export function reserveRoom(folder: string): () => void {
  const path = join(folder, '.reserved');
  const release = (): void => {
    rmSync(path, { force: true });
  };
  try {
    // Not zeros: some file systems would store them in nothing.
    writeFileSync(path, randomBytes(reservedBytes), { flag: 'wx' });
  } catch (error) {
    release();
    throw explainWriteError(error, path);
  }
  return release;
}
