// SPDX-License-Identifier: Apache-2.0
// What must be on the machine before anything can be built, and where this Node's headers are.

import { accessSync, constants, existsSync, readFileSync, realpathSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { SetUpFailure } from './tool.mjs';

const NODE_LEAST = [20, 19];

export function requireNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_LEAST[0] || (major === NODE_LEAST[0] && minor >= NODE_LEAST[1])) return;
  throw new SetUpFailure(
    `Node ${process.versions.node} (${process.execPath}) is too old: this needs ${NODE_LEAST.join('.')} or newer. ` +
      'Install a current Node and put it first on PATH.',
  );
}

function isOnPath(program) {
  const places = program.includes('/')
    ? [program]
    : (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder || '.', program));
  return places.some((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

// node-gyp's makefiles call `cc` and `g++` unless CC and CXX say otherwise.
function toolsNeeded() {
  return [
    { what: 'a C compiler', program: process.env.CC?.split(' ')[0] || 'cc' },
    { what: 'a C++ compiler', program: process.env.CXX?.split(' ')[0] || 'g++' },
    { what: 'make', program: process.env.MAKE || 'make' },
    { what: 'python3', program: process.env.PYTHON || 'python3' },
  ];
}

export function requireToolchain() {
  const missing = toolsNeeded().filter((tool) => !isOnPath(tool.program));
  if (missing.length === 0) return;
  const list = missing.map((tool) => `${tool.what} (\`${tool.program}\`)`).join(', ');
  throw new SetUpFailure(
    `not found on PATH: ${list}. The native parts cannot be built without. ` +
      'On Debian or Ubuntu: apt-get install build-essential python3; ' +
      'on Fedora: dnf install gcc gcc-c++ make python3; on Alpine: apk add build-base linux-headers python3.',
  );
}

function headersVersion(prefix) {
  const file = join(prefix, 'include/node/node_version.h');
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const part = (name) => new RegExp(`define NODE_${name}_VERSION (\\d+)`).exec(text)?.[1];
  return [part('MAJOR'), part('MINOR'), part('PATCH')].join('.');
}

/** The prefix whose include/node holds the headers of exactly this Node, or undefined. Headers of another
 * version would compile and then crash or refuse to load, so near enough is not enough. */
export function findNodePrefix() {
  const candidates = [
    dirname(dirname(process.execPath)),
    dirname(dirname(realpathSync(process.execPath))),
    process.env.npm_config_nodedir,
    '/usr',
    '/usr/local',
  ];
  return candidates.find(
    (prefix) => prefix !== undefined && headersVersion(prefix) === process.versions.node,
  );
}
