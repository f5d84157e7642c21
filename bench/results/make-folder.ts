// SPDX-License-Identifier: Apache-2.0
// A folder and those above it. Not mkdir's `recursive`: it never returns where the system refuses with
// ENOENT, as /proc does (seen in Node 20).

import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

export function makeFolder(path: string): void {
  if (existsSync(path)) return;
  makeFolder(dirname(path));
  mkdirSync(path);
}
