// SPDX-License-Identifier: Apache-2.0
// A folder of our own in os.tmpdir(). It goes with this process at the latest, also when a second Ctrl-C
// ends it at once.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export interface TemporaryFolder {
  readonly path: string;
  readonly dispose: () => void;
}

export function makeTemporaryFolder(prefix: string): TemporaryFolder {
  const path = mkdtempSync(join(resolve(tmpdir()), prefix));
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
