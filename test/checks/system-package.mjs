// SPDX-License-Identifier: Apache-2.0
// A program from Debian's packages that a check needs: installed when we may, otherwise the reason why not.

import { runCommand } from './command.mjs';

async function starts(context, program) {
  return (await runCommand(context, program, ['--version'])).code === 0;
}

/** Resolves with undefined when `program` can be run, else with the sentence that says why not. */
export async function requireProgram(context, program) {
  if (await starts(context, program)) return undefined;
  if (process.getuid() !== 0)
    return `${program} is not installed, and only root may: apt-get install ${program}`;
  if (!(await starts(context, 'apt-get'))) return `${program} is not installed, and there is no apt-get here`;
  context.say(`installing ${program} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', program];
  // The lists may be there already, and may be too old: so install, else update and install.
  const tries = [[install], [['update', '-q'], install]];
  for (const steps of tries) {
    for (const args of steps) await runCommand(context, 'apt-get', args, { env });
    if (await starts(context, program)) return undefined;
  }
  return `${program} is not installed, and apt-get could not install it`;
}
