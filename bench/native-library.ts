// SPDX-License-Identifier: Apache-2.0
// Finds and loads what node-gyp built. Its own file, so that native.ts is the API and nothing else.

import { accessSync, constants, existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Native from './native.ts';

/** The addon's exports as they are: native.ts gives them types and documents them. */
type Addon = Omit<typeof Native, 'helperPath'>;

const remedy =
  'build it: `npm run build` in a checkout, `npm rebuild fd-handover-bench` where the package is installed';

export const addon: Addon = load();

/** Path of handover-helper, checked to be there and executable. */
export function helperPath(): string {
  const path = builtFile('handover-helper');
  try {
    accessSync(path, constants.X_OK);
  } catch {
    throw new Error(`${path} is missing or not executable; ${remedy}`);
  }
  return path;
}

function load(): Addon {
  const path = builtFile('handover.node');
  if (!existsSync(path)) throw new Error(`${path} is missing; ${remedy}`);
  try {
    return createRequire(import.meta.url)(path) as Addon;
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    throw new Error(`${path} does not load in Node ${process.version} (${cause}); ${remedy}`, {
      cause: error,
    });
  }
}

/** In the package's folder, whether this file runs as dist/bench/*.js or as bench/*.ts. */
function builtFile(name: string): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json')) && folder !== dirname(folder)) folder = dirname(folder);
  return join(folder, 'build', 'Release', name);
}
