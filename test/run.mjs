#!/usr/bin/env node
// SPDX-License-Identifier: Apache-2.0
// `npm test`: sets the clone up, runs every check in order, and says the totals on the last line. With words
// (`node test/run.mjs lint c-tests`) it runs only the checks whose name begins with one of them.

import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browser } from './checks/browser.mjs';
import { eslint, prettier } from './checks/code-style.mjs';
import { clangFormat, clangTidy } from './checks/c-style.mjs';
import { cTests } from './checks/c-tests.mjs';
import { fuzz } from './checks/fuzz.mjs';
import { nodeTests } from './checks/node-tests.mjs';
import { openMetrics } from './checks/openmetrics.mjs';
import { setUp } from './checks/set-up.mjs';
import { types } from './checks/types.mjs';
import { failure, lineOf, NOTHING, plus } from './checks/totals.mjs';
import { prepareTraces } from './checks/traces.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

// Cheap and frequent findings first; the set-up before all, because the linters are dependencies.
const checks = [
  setUp,
  eslint,
  prettier,
  clangFormat,
  clangTidy,
  types,
  cTests('plain'),
  cTests('asan'),
  cTests('ubsan'),
  fuzz,
  openMetrics,
  nodeTests,
  browser,
];

function say(line) {
  process.stdout.write(`${line}\n`);
}

function chosen(words) {
  if (words.length === 0) return checks;
  return checks.filter((check) => check === setUp || words.some((word) => check.name.startsWith(word)));
}

async function runCheck(check, context) {
  const startedAt = performance.now();
  say(`\n== ${check.name}`);
  const totals = await check.run(context).catch((error) => {
    say(error.stack);
    return failure();
  });
  say(`== ${check.name}: ${lineOf(totals)} (${((performance.now() - startedAt) / 1000).toFixed(1)} s)`);
  return totals;
}

async function runAll(words) {
  const traces = prepareTraces();
  const context = { root, say, env: traces.env, scratch: traces.scratch, ci: process.env.CI === 'true' };
  let totals = NOTHING;
  try {
    for (const check of chosen(words)) {
      const these = await runCheck(check, context);
      totals = plus(totals, these);
      if (check === setUp && these.failed > 0) break; // nothing else can say anything useful
    }
    totals = plus(totals, await runCheck(traces.check, context));
  } finally {
    traces.remove();
  }
  return totals;
}

const totals = await runAll(process.argv.slice(2));
const nothingRan = totals.passed === 0;
say(`\n${nothingRan && totals.failed === 0 ? 'nothing ran, which is a failure\n' : ''}${lineOf(totals)}`);
process.exitCode = totals.failed > 0 || nothingRan ? 1 : 0;
