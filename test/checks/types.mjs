// SPDX-License-Identifier: Apache-2.0
// Everything type-checks from nothing: the set-up compiles incrementally, and trusts what it noted.

import { runCommand } from './command.mjs';
import { failure, success } from './totals.mjs';

export const types = {
  name: 'types',
  async run(context) {
    const args = [
      'node_modules/typescript/bin/tsc',
      '--noEmit',
      '--incremental',
      'false',
      '--tsBuildInfoFile',
      'null',
    ];
    const { code, output } = await runCommand(context, process.execPath, args);
    if (code === 0) return success();
    context.say(output.trimEnd());
    return failure();
  },
};
