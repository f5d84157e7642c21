#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// For a maintainer: the whole `npm test` in a fresh clone of HEAD, once for each Node that is named, and with
// --as USER as that user. Not part of `npm test`, which it calls.
//   node test/node-versions.mjs [--as USER] [NODE …]     NODE: a path; without one, the Node that runs this

import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readLine } from './checks/totals.mjs';

const root = resolve(import.meta.dirname, '..');

const { values, positionals } = parseArgs({ options: { as: { type: 'string' } }, allowPositionals: true });
const nodes = (positionals.length > 0 ? positionals : [process.execPath]).map((path) => resolve(path));

function say(line) {
  process.stdout.write(`${line}\n`);
}

/** A folder that another user can reach and own: TMPDIR itself may be closed to others. */
function cloneHead(user) {
  const folder = mkdtempSync(join(tmpdir(), 'node-versions-'));
  const clone = join(folder, 'clone');
  execFileSync('git', ['clone', '--quiet', '--no-hardlinks', root, clone], { stdio: 'inherit' });
  if (user !== undefined) {
    chmodSync(folder, 0o755);
    execFileSync('chown', ['-R', user, clone]);
  }
  return { folder, clone };
}

/** As a user without a home of its own, with nothing of ours in its environment. */
function commandFor(node, user) {
  const path = [dirname(node), '/usr/local/bin', '/usr/bin', '/bin'].join(delimiter);
  const env = { PATH: path, HOME: user === undefined ? process.env.HOME : '/nonexistent', LANG: 'C.UTF-8' };
  // npm is started by name, so that it runs on the Node that is first on PATH.
  const npm = ['npm', 'test'];
  const asUser = ['setpriv', `--reuid=${user}`, '--regid=nogroup', '--clear-groups', ...npm];
  return { argv: user === undefined ? npm : asUser, env };
}

function testWith(node) {
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  const { folder, clone } = cloneHead(values.as);
  try {
    const { argv, env } = commandFor(node, values.as);
    const [command, ...args] = argv;
    const done = spawnSync(command, args, {
      cwd: clone,
      env,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const totals = readLine(done.stdout ?? '');
    const dgram = existsSync(join(clone, 'node_modules/unix-dgram'))
      ? 'unix-dgram built'
      : 'unix-dgram absent';
    const passed = done.status === 0 && totals !== undefined;
    if (!passed) say(`${done.stdout ?? ''}${done.stderr ?? ''}`);
    const counted = totals === undefined ? 'no totals' : (done.stdout ?? '').trimEnd().split('\n').at(-1);
    say(
      `${version}${values.as === undefined ? '' : ` as ${values.as}`}: ${passed ? 'ok' : 'FAILED'}, ${counted}, ${dgram}`,
    );
    return passed;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const outcomes = nodes.map(testWith);
process.exitCode = outcomes.every(Boolean) ? 0 : 1;
