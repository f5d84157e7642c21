// SPDX-License-Identifier: Apache-2.0
// Runs another program for a check: without standard input, with a bound on its time, its output collected
// and, if wanted, shown as it comes.

import { spawn } from 'node:child_process';

const MINUTE_MS = 60_000;

/** Resolves with { code, output }. code is null when it could not start, was killed, or took too long. */
export function runCommand(context, command, args, { show = false, env = {}, minutes = 10 } = {}) {
  return new Promise((resolve) => {
    let output = '';
    const program = spawn(command, args, {
      cwd: context.root,
      env: { ...context.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const timer = setTimeout(() => {
      output += `\nstill running after ${String(minutes)} minutes: killed\n`;
      program.kill('SIGKILL');
    }, minutes * MINUTE_MS);
    const collect = (chunk) => {
      output += chunk;
      if (show) process.stdout.write(chunk);
    };
    program.stdout.setEncoding('utf8').on('data', collect);
    program.stderr.setEncoding('utf8').on('data', collect);
    const end = (code, more = '') => {
      clearTimeout(timer);
      resolve({ code, output: output + more });
    };
    program.on('error', (error) => end(null, `${error.message}\n`));
    program.on('close', (code) => end(code));
  });
}
