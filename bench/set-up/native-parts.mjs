// SPDX-License-Identifier: Apache-2.0
// Step 2: the addon and handover-helper, through node-gyp and binding.gyp.

import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { nodeGyp } from './node-gyp.mjs';
import { fingerprintOf, listFiles } from './stamp.mjs';
import { requireTool } from './tool.mjs';
import { requireToolchain } from './toolchain.mjs';

const COMPILER_SETTINGS = ['CC', 'CXX', 'CFLAGS', 'CXXFLAGS', 'CPPFLAGS', 'LDFLAGS'];

export const nativeParts = {
  name: 'native',
  doing: 'building the native parts (node-gyp)',
  done: 'native parts built',
  fingerprint(root) {
    const sources = listFiles(root, ['native'], (file) => !file.startsWith(`native${sep}test${sep}`));
    return fingerprintOf(root, ['binding.gyp', 'package-lock.json', ...sources], builtFor());
  },
  products: (root) =>
    readdirSync(join(root, 'build/Release'), { withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => `build/Release/${entry.name}`),
  async run(root, say) {
    requireToolchain();
    // make knows which sources changed, but not that another Node or compiler is now meant.
    const note = join(root, 'build/built-for.json');
    const key = JSON.stringify(builtFor());
    const sameAsLastTime = existsSync(note) && readFileSync(note, 'utf8') === key;
    await requireTool({
      title: 'the native build',
      ...nodeGyp(root, sameAsLastTime ? ['configure', 'build'] : ['rebuild'], say),
      cwd: root,
      next: 'The compiler output above names the file; docs/decisions/0002-set-up.md says where Node headers come from.',
    });
    writeFileSync(note, key);
  },
};

/** What makes every object file useless when it changes. */
function builtFor() {
  return [process.version, process.arch, ...COMPILER_SETTINGS.map((name) => process.env[name] ?? '')];
}
