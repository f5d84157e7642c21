// SPDX-License-Identifier: Apache-2.0
// The C tests pass: as they are, under AddressSanitizer, and under UndefinedBehaviorSanitizer.

import { availableParallelism } from 'node:os';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './command.mjs';
import { failure, readLine, skip } from './totals.mjs';

const SANITIZER_FLAG = { asan: '-fsanitize=address', ubsan: '-fsanitize=undefined' };

export function cTests(variant) {
  return {
    name: `c-tests (${variant})`,
    async run(context) {
      const flag = SANITIZER_FLAG[variant];
      if (flag !== undefined && !(await sanitizerLinks(context, flag))) {
        return skip(context, `the C compiler here cannot link ${flag}`);
      }
      if (!(await build(context, variant))) return failure();
      return runTests(context, variant);
    },
  };
}

/** Some distributions ship the compiler without the sanitizers' libraries. */
async function sanitizerLinks(context, flag) {
  const source = join(context.scratch, 'empty.c');
  writeFileSync(source, 'int main(void) { return 0; }\n');
  const args = [flag, source, '-o', join(context.scratch, 'empty')];
  return (await runCommand(context, process.env.CC ?? 'cc', args)).code === 0;
}

async function build(context, variant) {
  const jobs = `-j${String(availableParallelism())}`;
  const args = ['--silent', jobs, '-C', 'native/test', `VARIANT=${variant}`];
  const { code, output } = await runCommand(context, 'make', args);
  if (code !== 0) context.say(output.trimEnd());
  return code === 0;
}

async function runTests(context, variant) {
  const program = `build/test-${variant}/run-tests`;
  const env = variant === 'asan' ? await addressSanitizerOptions(context, program) : {};
  const { code, output } = await runCommand(context, program, [], { env, show: true });
  const totals = readLine(output);
  if (totals !== undefined && (code === 0) === (totals.failed === 0 && totals.passed > 0)) return totals;
  context.say(`${program} ended with code ${String(code)} and without totals that fit`);
  return failure();
}

/** LeakSanitizer stops the process by ptrace, which containers and hardened machines may refuse: ask it to
 * find a leak that is certainly there. */
async function addressSanitizerOptions(context, program) {
  const { output } = await runCommand(context, program, ['--leak'], {
    env: { ASAN_OPTIONS: 'detect_leaks=1' },
  });
  const works = output.includes('detected memory leaks');
  context.say(
    works
      ? 'LeakSanitizer works here: lost memory fails a test'
      : `LeakSanitizer does not work here, so lost memory goes unseen: ${output.trim().split('\n')[0]}`,
  );
  return { ASAN_OPTIONS: `detect_leaks=${works ? '1' : '0'}` };
}
