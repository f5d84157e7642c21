// SPDX-License-Identifier: Apache-2.0
// Step 1: `npm ci`, without install scripts. npm 11 asks for leave before it runs a dependency's script and
// older ones do not; so that both do the same, the one dependency that needs a build is built here.

import { accessSync, constants, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { nodeGyp, toolEnvironment } from './node-gyp.mjs';
import { fingerprintOf } from './stamp.mjs';
import { requireTool, runTool } from './tool.mjs';
import { requireToolchain } from './toolchain.mjs';

export const dependencies = {
  name: 'dependencies',
  doing: 'installing the dependencies (npm ci)',
  done: 'dependencies installed',
  // unix-dgram is built for one ABI.
  fingerprint: (root) => fingerprintOf(root, ['package-lock.json'], [process.versions.modules, process.arch]),
  products: () => ['node_modules/.package-lock.json'],
  async run(root, say, lock) {
    requireToolchain();
    await installPackages(root, lock);
    await buildUnixDgram(root, say);
  },
};

async function installPackages(root, lock) {
  const cache = writableCache();
  try {
    await requireTool({
      title: 'npm ci',
      ...npm(['ci', '--ignore-scripts', '--include=dev', '--include=optional', ...cache.args]),
      cwd: root,
      env: toolEnvironment(),
      fds: lock.fds,
      next: 'Check the network, and that package.json and package-lock.json belong together; then start again.',
    });
  } finally {
    cache.remove();
  }
}

/** The npm that started us, so that a Node without an npm of its own works too; else the one on PATH. */
function npm(args) {
  const script = process.env.npm_execpath;
  const isNpm = script !== undefined && /npm-cli\.js$/.test(script) && existsSync(script);
  const quiet = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  return isNpm ? { command: process.execPath, args: [script, ...quiet] } : { command: 'npm', args: quiet };
}

/** npm needs somewhere to write. A service account's or a container's HOME may be missing or read-only. */
function writableCache() {
  const usual = process.env.npm_config_cache ?? join(homedir(), '.npm');
  try {
    accessSync(existsSync(usual) ? usual : dirname(usual), constants.W_OK);
    return { args: [], remove() {} };
  } catch {
    const own = mkdtempSync(join(tmpdir(), 'fd-handover-npm-'));
    return { args: [`--cache=${own}`], remove: () => rmSync(own, { recursive: true, force: true }) };
  }
}

/** Optional: where it does not compile it is taken out again, and what would use it is a visible skip. */
async function buildUnixDgram(root, say) {
  const folder = join(root, 'node_modules/unix-dgram');
  if (!existsSync(folder)) return;
  const { command, args, env } = nodeGyp(root, ['rebuild'], say);
  const { code } = await runTool(command, args, { cwd: folder, env });
  if (code === 0) return;
  rmSync(folder, { recursive: true, force: true });
  say(
    `the optional unix-dgram does not build with Node ${process.versions.node}; what uses it will be skipped`,
  );
}
