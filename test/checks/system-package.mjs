// SPDX-License-Identifier: Apache-2.0
// A package of Debian that a check needs: installed when we may, otherwise the reason why not.

import { runCommand } from './command.mjs';

async function starts(context, program) {
  return (await runCommand(context, program, ['--version'])).code === 0;
}

/** Resolves with undefined when `program` can be run, else with the sentence that says why not. */
export function requireProgram(context, program) {
  return requirePackage(context, program, () => starts(context, program));
}

/** The same for a package that is no program: `works` asks whether what it brings is there. */
export async function requirePackage(context, name, works) {
  if (await works()) return undefined;
  if (process.getuid() !== 0) return `${name} is not installed, and only root may: apt-get install ${name}`;
  if (!(await starts(context, 'apt-get'))) return `${name} is not installed, and there is no apt-get here`;
  context.say(`installing ${name} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', name];
  // The lists may be there already, and may be too old: so install, else update and install.
  const tries = [[install], [['update', '-q'], install]];
  for (const steps of tries) {
    for (const args of steps) await runCommand(context, 'apt-get', args, { env });
    if (await works()) return undefined;
  }
  return `${name} is not installed, and apt-get could not install it`;
}
