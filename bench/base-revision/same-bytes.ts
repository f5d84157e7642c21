// SPDX-License-Identifier: Apache-2.0
// Is it the same program? By contents: names and times say nothing.

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/** Two builds of one source in two folders are not byte-identical where the compiler is asked for debug
 * information (-g): that names the folder, and the linker's build id follows it. */
export function sha256Of(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex');
}
