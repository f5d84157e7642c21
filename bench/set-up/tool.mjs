// SPDX-License-Identifier: Apache-2.0
// Runs another program quietly and, when it fails, says which, where, and how its output ended.

import { spawn } from 'node:child_process';

const TAIL_LINES = 40;
const KEEP_CHARACTERS = 256 * 1024;

/** Something the user must know: what, where, what to do next. Ends the set-up with code 4. */
export class SetUpFailure extends Error {}

/** Resolves with { code, output }; code is null when the program could not start or was killed. */
export function runTool(command, args, { fds = [], ...options }) {
  return new Promise((resolve) => {
    let output = '';
    const keep = (chunk) => {
      output = (output + chunk).slice(-KEEP_CHARACTERS);
    };
    const tool = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe', ...fds] });
    tool.stdout.setEncoding('utf8').on('data', keep);
    tool.stderr.setEncoding('utf8').on('data', keep);
    tool.on('error', (error) => resolve({ code: null, output: `${output}${error.message}\n` }));
    tool.on('close', (code, signal) => {
      resolve({ code, output: signal === null ? output : `${output}ended by ${signal}\n` });
    });
  });
}

export function tailOf(output) {
  return output.trimEnd().split('\n').slice(-TAIL_LINES).join('\n');
}

/** Runs a tool that must succeed. `next` is the sentence that tells the user what to do if it does not. */
export async function requireTool({ title, command, args, cwd, env, fds, next }) {
  const { code, output } = await runTool(command, args, { cwd, env, fds });
  if (code === 0) return;
  const ending = code === null ? 'did not end by itself' : `ended with code ${String(code)}`;
  throw new SetUpFailure(`${title} ${ending} in ${cwd}.\n${tailOf(output)}\n${next}`);
}
