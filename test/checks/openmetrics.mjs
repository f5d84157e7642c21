// SPDX-License-Identifier: Apache-2.0
// What we export as OpenMetrics is read by Prometheus' own parser. Its own check, because that is a package of the
// system: installed when we may, else skipped loudly. The Node tests ask it more, once it is there.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileSync } from 'node:fs';
import { runCommand } from './command.mjs';
import { failure, skip, success } from './totals.mjs';

const PACKAGE = 'python3-prometheus-client';
/** Debian's own: another python3 on PATH does not see Debian's packages. */
const PYTHON = '/usr/bin/python3';
const PARSER = 'prometheus_client.openmetrics.parser';

export const openMetrics = {
  name: 'openmetrics',
  async run(context) {
    const reason = await requireParser(context);
    if (reason !== undefined) return skip(context, reason);
    const file = await writeExport(context);
    const script = `import sys; from ${PARSER} import text_fd_to_metric_families as read; print(len(list(read(open(sys.argv[1], newline="")))))`;
    const { code, output } = await runCommand(context, PYTHON, ['-c', script, file]);
    const families = Number(output);
    if (code === 0 && families > 5) return success();
    context.say(code === 0 ? `only ${output.trim()} families were found` : output.trimEnd());
    return failure();
  },
};

async function isThere(context) {
  return (await runCommand(context, PYTHON, ['-c', `import ${PARSER}`])).code === 0;
}

/** Resolves with undefined when the parser can be asked, else with the sentence that says why not. */
async function requireParser(context) {
  if (await isThere(context)) return undefined;
  if (process.getuid() !== 0)
    return `${PACKAGE} is not installed, and only root may: apt-get install ${PACKAGE}`;
  context.say(`installing ${PACKAGE} (apt-get) …`);
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-y', '-q', '--no-install-recommends', PACKAGE];
  // The lists may be there already, and may be too old: so install, else update and install.
  for (const steps of [[install], [['update', '-q'], install]]) {
    for (const args of steps) await runCommand(context, 'apt-get', args, { env });
    if (await isThere(context)) return undefined;
  }
  return `${PACKAGE} is not installed, and apt-get could not install it`;
}

/** The made-up gate, with names that are markup. */
async function writeExport({ root, scratch }) {
  const load = (path) => import(pathToFileURL(join(root, 'dist/reports/testing', path)).href);
  const { exportGate } = await load('export-text.js');
  const { hostileGate } = await load('example-gate-variants.js');
  const file = join(scratch, 'openmetrics.txt');
  writeFileSync(file, await exportGate('openmetrics', hostileGate()));
  return file;
}
