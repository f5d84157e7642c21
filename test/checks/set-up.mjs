// SPDX-License-Identifier: Apache-2.0
// The clone can be made ready.

import { runCommand } from './command.mjs';
import { failure, success } from './totals.mjs';

export const setUp = {
  name: 'set-up',
  async run(context) {
    const { code } = await runCommand(context, process.execPath, ['bench/set-up.mjs'], { show: true });
    return code === 0 ? success() : failure();
  },
};
