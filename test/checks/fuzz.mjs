// SPDX-License-Identifier: Apache-2.0
// What receives withstands a hostile peer: every libFuzzer program of native/fuzz runs without a finding, and finds the
// fault that is planted in its twin. HANDOVER_FUZZ_SECONDS says how long all of them together, HANDOVER_FUZZ_SEED repeats.

import { randomInt } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { seeds } from '../../native/fuzz/seeds.mjs';
import { runCommand } from './command.mjs';
import { requirePackage, requireProgram } from './system-package.mjs';
import { failure, NOTHING, plus, skip, success } from './totals.mjs';

const SECONDS_TOGETHER = 60;
const SECONDS_FOR_A_PLANTED_FAULT = 60; // it takes a few; a slow machine may take longer
const FINDINGS = 'build/fuzz/findings'; // stays, so that a finding can be tried again
const LIMITS = ['-max_len=1024', '-timeout=20', '-rss_limit_mb=1024'];

export const fuzz = {
  name: 'fuzz',
  async run(context) {
    const missing = await requireLibFuzzer(context);
    if (missing !== undefined) return skip(context, missing);
    if (!(await build(context))) return failure();
    mkdirSync(join(context.root, FINDINGS), { recursive: true });
    const names = Object.keys(seeds);
    const seconds = Math.ceil(Number(process.env.HANDOVER_FUZZ_SECONDS ?? SECONDS_TOGETHER) / names.length);
    const seed = Number(process.env.HANDOVER_FUZZ_SEED ?? randomInt(1, 2 ** 31));
    context.say(`${String(seconds)} s each, HANDOVER_FUZZ_SEED=${String(seed)}`);
    const options = [...LIMITS, `-seed=${String(seed)}`, ...(await leakOptions(context, names[0]))];
    let totals = NOTHING;
    for (const name of names) {
      totals = plus(totals, await findsThePlanted(context, name, options));
      totals = plus(
        totals,
        await findsNothing(context, name, [...options, `-max_total_time=${String(seconds)}`]),
      );
    }
    return totals;
  },
};

/** The compiler is one package, what it links for fuzzing another, with the compiler's version in its name. */
async function requireLibFuzzer(context) {
  const missing = await requireProgram(context, 'clang');
  if (missing !== undefined) return missing;
  const { output } = await runCommand(context, 'clang', ['--version']);
  const version = /version (\d+)/.exec(output)?.[1] ?? '';
  return requirePackage(context, `libclang-rt-${version}-dev`, async () => {
    const source = join(context.scratch, 'fuzz-nothing.c');
    writeFileSync(source, 'int LLVMFuzzerTestOneInput(void) { return 0; }\n');
    const program = join(context.scratch, 'fuzz-nothing');
    const args = ['-fsanitize=fuzzer,address,undefined', source, '-o', program];
    return (await runCommand(context, 'clang', args)).code === 0;
  });
}

async function build(context) {
  const jobs = `-j${String(availableParallelism())}`;
  const { code, output } = await runCommand(context, 'make', ['--silent', jobs, '-C', 'native/fuzz']);
  if (code !== 0) context.say(output.trimEnd());
  return code === 0;
}

/** LeakSanitizer stops the process by ptrace, which containers and hardened machines may refuse. */
async function leakOptions(context, name) {
  const { output } = await run(
    context,
    name,
    ['-runs=1', '-detect_leaks=1'],
    corpusOf(context, name, 'leaks'),
  );
  if (!output.includes('LeakSanitizer has encountered a fatal error')) return ['-detect_leaks=1'];
  context.say('LeakSanitizer does not work here, so lost memory goes unseen');
  return ['-detect_leaks=0'];
}

function run(context, program, options, corpus, minutes = 10) {
  const leaks = options.includes('-detect_leaks=0') ? '0' : '1';
  const env = { ASAN_OPTIONS: `detect_leaks=${leaks}:quarantine_size_mb=16` };
  return runCommand(context, `build/fuzz/${program}`, [...options, corpus], { env, minutes });
}

/** A folder with the target's seeds; what the fuzzer finds worth keeping goes there too, and away at the end. */
function corpusOf({ scratch }, name, use) {
  const folder = join(scratch, 'fuzz', use, name);
  mkdirSync(folder, { recursive: true });
  seeds[name].forEach((bytes, i) => writeFileSync(join(folder, `seed-${String(i)}`), Buffer.from(bytes)));
  return folder;
}

async function findsThePlanted(context, name, options) {
  const corpus = corpusOf(context, name, 'planted');
  const bound = `-max_total_time=${String(SECONDS_FOR_A_PLANTED_FAULT)}`;
  const prefix = `-artifact_prefix=${context.scratch}/`;
  const { code, output } = await run(context, `${name}-faulty`, [...options, bound, prefix], corpus);
  if (code !== 0 && /^FINDING: descriptor \d+ was left open$/m.test(output)) return success();
  context.say(`${name}-faulty: the planted fault was not found\n${tailOf(output)}`);
  return failure();
}

async function findsNothing(context, name, options) {
  const corpus = corpusOf(context, name, 'honest');
  const prefix = `-artifact_prefix=${FINDINGS}/${name}-`;
  const minutes = 10 + Number(process.env.HANDOVER_FUZZ_SECONDS ?? 0) / 60;
  const { code, output } = await run(context, name, [...options, prefix], corpus, minutes);
  const done = /^Done (\d+) runs in (\d+) second/m.exec(output);
  if (code === 0 && done !== null && Number(done[1]) > seeds[name].length) {
    const edges = [...output.matchAll(/ cov: (\d+)/g)].at(-1)?.[1] ?? '0';
    context.say(`${name}: ${done[1]} inputs in ${done[2]} s, ${edges} edges, nothing found`);
    return success();
  }
  context.say(
    `${name}: code ${String(code)}; try it again: build/fuzz/${name} ${FINDINGS}/…\n${tailOf(output)}`,
  );
  return failure();
}

const tailOf = (output) => output.trimEnd().split('\n').slice(-60).join('\n');
