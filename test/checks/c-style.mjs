// SPDX-License-Identifier: Apache-2.0
// clang-format would change nothing in the C and C++ sources, and clang-tidy finds nothing in them.

import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { listFiles } from '../../bench/set-up/stamp.mjs';
import { findNodePrefix } from '../../bench/set-up/toolchain.mjs';
import { runCommand } from './command.mjs';
import { requireProgram } from './system-package.mjs';
import { failure, NOTHING, plus, skip, success } from './totals.mjs';

export const clangFormat = {
  name: 'lint (clang-format)',
  async run(context) {
    const missing = await requireProgram(context, 'clang-format');
    if (missing !== undefined) return skip(context, missing);
    const sources = listFiles(context.root, ['native'], (file) => /\.(c|h|cc)$/.test(file));
    const { code, output } = await runCommand(context, 'clang-format', ['--dry-run', '-Werror', ...sources]);
    if (code === 0) return success();
    context.say(output.trimEnd());
    return failure();
  },
};

/** One file each, so that a finding counts where it is; headers are looked at through their includers. */
export const clangTidy = {
  name: 'lint (clang-tidy)',
  async run(context) {
    const missing = await requireProgram(context, 'clang-tidy');
    if (missing !== undefined) return skip(context, missing);
    const queue = listFiles(context.root, ['native'], (file) => /\.(c|cc)$/.test(file));
    let totals = NOTHING;
    const work = async () => {
      for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
        const one = await tidy(context, file); // first, or a sum read before the wait is written after it
        totals = plus(totals, one);
      }
    };
    await Promise.all(Array.from({ length: availableParallelism() }, work));
    return totals;
  },
};

async function tidy(context, file) {
  const args = ['--quiet', file, '--', ...compilerFlags(context, file)];
  const { code, output } = await runCommand(context, 'clang-tidy', args);
  if (code === 0) return success();
  context.say(output.trimEnd());
  return failure();
}

function compilerFlags({ root }, file) {
  const strict = ['-Wall', '-Wextra', '-Wno-unknown-warning-option'];
  if (!file.endsWith('.cc')) {
    // The faulty helper is one source with a fault chosen at compile time; all of them are in its text.
    return ['-std=c11', '-D_GNU_SOURCE', '-DFAULT=FAULT_SWAPPED', ...strict];
  }
  const headers = join(findNodePrefix() ?? '/usr', 'include/node');
  const foreign = [headers, join(root, 'node_modules/node-addon-api')].flatMap((folder) => [
    '-isystem',
    folder,
  ]);
  const defines = ['-D_GNU_SOURCE', '-DNAPI_VERSION=8', '-DHANDOVER_FLAGS=""'];
  return ['-std=c++17', ...defines, ...foreign, ...strict];
}
