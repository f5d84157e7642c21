// SPDX-License-Identifier: Apache-2.0
// Calls node-gyp as installed here, with the headers of the Node that runs it: it then fetches nothing.

import { availableParallelism } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { findNodePrefix } from './toolchain.mjs';

/** The environment for tools: this very Node is the one they find first. */
export function toolEnvironment() {
  const env = { ...process.env };
  env.PATH = [dirname(process.execPath), env.PATH].filter(Boolean).join(delimiter);
  // A caller's npm may be set to the headers of another Node; only --nodedir below shall count.
  delete env.npm_config_nodedir;
  return env;
}

/** What to run: { command, args, env }. `verbs` as in `node-gyp configure build`. */
export function nodeGyp(root, verbs, say) {
  const script = join(root, 'node_modules/node-gyp/bin/node-gyp.js');
  const args = [script, ...verbs, `--jobs=${String(availableParallelism())}`];
  const prefix = findNodePrefix();
  if (prefix === undefined) {
    say(
      `no headers of Node ${process.versions.node} beside ${process.execPath} or in /usr; node-gyp will fetch ` +
        'them. To build without a network set npm_config_nodedir to a folder with include/node of this version.',
    );
  } else {
    args.push(`--nodedir=${prefix}`);
  }
  return { command: process.execPath, args, env: toolEnvironment() };
}
