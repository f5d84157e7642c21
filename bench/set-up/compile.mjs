// SPDX-License-Identifier: Apache-2.0
// Step 3: TypeScript to dist/, incrementally.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { toolEnvironment } from './node-gyp.mjs';
import { fingerprintOf, listFiles } from './stamp.mjs';
import { requireTool } from './tool.mjs';

const FOLDERS = ['bench', 'scenarios', 'reports', 'test'];

export const compile = {
  name: 'compile',
  doing: 'compiling TypeScript (tsc)',
  done: 'compiled',
  fingerprint: (root) => fingerprintOf(root, ['tsconfig.json', 'package-lock.json', ...sources(root)], []),
  products: (root) => sources(root).map((file) => join('dist', file.replace(/\.ts$/, '.js'))),
  async run(root) {
    removeOrphans(root);
    await requireTool({
      title: 'tsc',
      command: process.execPath,
      args: [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json', '--pretty', 'false'],
      cwd: root,
      env: toolEnvironment(),
      next: 'Correct the places that tsc names above, then start again.',
    });
  },
};

function sources(root) {
  return listFiles(root, FOLDERS, (file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
}

/** Output whose source is gone would still be imported, and an old test would still be run. */
function removeOrphans(root) {
  const known = new Set(sources(root).map((file) => join('dist', file.replace(/\.ts$/, ''))));
  const outputs = listFiles(root, ['dist'], (file) => /\.(js|d\.ts)$/.test(file));
  const orphans = outputs.filter((file) => !known.has(file.replace(/\.(js|d\.ts)$/, '')));
  for (const orphan of orphans) rmSync(join(root, orphan));
  // tsc's notes say that everything is emitted; they hold only while the outputs are there.
  const missing = [...known].some((base) => !existsSync(join(root, `${base}.js`)));
  if (orphans.length > 0 || missing) rmSync(join(root, 'dist/.tsbuildinfo'), { force: true });
}
