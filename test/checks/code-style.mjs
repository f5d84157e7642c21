// SPDX-License-Identifier: Apache-2.0
// ESLint finds nothing, and Prettier would change nothing.

import { runCommand } from './command.mjs';
import { failure, success } from './totals.mjs';

function nodeTool(name, script, args) {
  return {
    name,
    async run(context) {
      const { code, output } = await runCommand(context, process.execPath, [script, ...args]);
      if (code === 0) return success();
      context.say(output.trimEnd());
      return failure();
    },
  };
}

export const eslint = nodeTool('lint (eslint)', 'node_modules/eslint/bin/eslint.js', [
  '--max-warnings=0',
  '.',
]);

export const prettier = nodeTool('lint (prettier)', 'node_modules/prettier/bin/prettier.cjs', [
  '--check',
  '.',
]);
