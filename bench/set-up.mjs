#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// Makes a clone ready: dependencies, native parts, compiled TypeScript. When nothing has changed it only
// compares hashes. Plain JavaScript and Node's own modules, because nothing is installed before it has run.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compile } from './set-up/compile.mjs';
import { dependencies } from './set-up/dependencies.mjs';
import { holdLock } from './set-up/lock.mjs';
import { nativeParts } from './set-up/native-parts.mjs';
import { readStamp, stepIsCurrent, writeStamp } from './set-up/stamp.mjs';
import { SetUpFailure } from './set-up/tool.mjs';
import { requireNode } from './set-up/toolchain.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// The order matters: the native parts include node-addon-api's headers, the compiler is a dependency.
// `--only dependencies` is for an image's layer that holds nothing else.
const allSteps = [dependencies, nativeParts, compile];
const steps =
  process.argv[2] === '--only' ? allSteps.filter((step) => step.name === process.argv[3]) : allSteps;

/** Lines go to standard error: standard output belongs to the command that follows (--json). */
function say(line) {
  process.stderr.write(`set-up: ${line}\n`);
}

function everythingIsCurrent() {
  const stamp = readStamp(root);
  return steps.every((step) => stepIsCurrent(root, step, stamp));
}

async function runWhatIsDue(lock) {
  for (const step of steps) {
    if (stepIsCurrent(root, step, readStamp(root))) continue;
    // Taken before the step: a source that changes while it runs makes it due again.
    const fingerprint = step.fingerprint(root);
    const startedAt = performance.now();
    say(`${step.doing} …`);
    await step.run(root, say, lock);
    writeStamp(root, step.name, { fingerprint, products: step.products(root) });
    say(`${step.done} in ${((performance.now() - startedAt) / 1000).toFixed(1)} s`);
  }
}

async function setUp() {
  requireNode();
  if (everythingIsCurrent()) return;
  const lock = await holdLock(root, say);
  try {
    await runWhatIsDue(lock);
  } finally {
    lock.release();
  }
}

try {
  await setUp();
} catch (error) {
  if (!(error instanceof SetUpFailure)) throw error;
  say(error.message);
  process.exitCode = 4;
}
