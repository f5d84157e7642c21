// SPDX-License-Identifier: Apache-2.0
// Every test file passes under Node's own test runner, and each of them holds a test: the compiled *.test.js
// and, beside the plain JavaScript that they test, *.test.mjs.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from '../../bench/set-up/stamp.mjs';
import { runCommand } from './command.mjs';
import { failure, NOTHING, plus } from './totals.mjs';

const TEST_TIMEOUT_MS = 5 * 60_000;

export const nodeTests = {
  name: 'node-tests',
  async run(context) {
    const compiled = listFiles(context.root, ['dist'], (file) => file.endsWith('.test.js'));
    const plain = listFiles(context.root, ['bench', 'test'], (file) => file.endsWith('.test.mjs'));
    const files = [...plain, ...compiled];
    if (compiled.length === 0) {
      context.say('no dist/**/*.test.js: the compile step has made no test');
      return failure();
    }
    const counts = join(context.scratch, 'counts.ndjson');
    const { code, output } = await runCommand(context, process.execPath, [...reporters(counts), ...files], {
      show: true,
      minutes: 20,
    });
    const totals = readCounts(counts);
    if ((code === 0) === (totals.failed === 0) && totals.passed > 0) return totals;
    if (totals.failed > 0) return totals;
    context.say(
      `node --test ended with code ${String(code)} after: ${output.trim().split('\n').at(-1) ?? ''}`,
    );
    return plus(totals, failure());
  },
};

/** The readable report to standard output, the counted one to a file. One file at a time: launches that run
 * beside each other would disturb each other's pinning and times. */
function reporters(counts) {
  return [
    '--test',
    '--test-concurrency=1',
    `--test-timeout=${String(TEST_TIMEOUT_MS)}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
    '--test-reporter=./test/checks/counting-reporter.mjs',
    `--test-reporter-destination=${counts}`,
  ];
}

function readCounts(file) {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((word) => ({ ...NOTHING, [word]: 1 }))
    .reduce(plus, NOTHING);
}
