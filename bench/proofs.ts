// SPDX-License-Identifier: Apache-2.0
// `node dist/bench/proofs.js NAME`: what is claimed of the gate, tried out on this machine. Exit code 0: every claim
// held; 1: one did not.

import { Command } from 'commander';
import { randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { watchInterruption } from './cli/interruption.ts';
import type { Interruption } from './cli/interruption.ts';
import { wholeNumber } from './cli/numbers.ts';
import { recordEnvironment } from './preflight/environment.ts';
import { lookAtMachine } from './preflight/look-at-machine.ts';
import { proofs } from './proofs/index.ts';
import type { Proof } from './proofs/proof.ts';
import { writeWholeFile } from './results/write-result.ts';
import { ExpectedError, UsageError, exitCodes } from './usage-error.ts';

interface Options {
  readonly runs?: number;
  readonly seed?: number;
  readonly out?: string;
}

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};
process.exitCode = await main();

async function main(): Promise<number> {
  const interruption = watchInterruption({
    onFirst: () => {
      say('ending: what is finished is kept; once more ends at once');
    },
    onSecond: (exitCode) => process.exit(exitCode),
  });
  try {
    const command = parse();
    return await prove(command.args[0] ?? '', command.opts<Options>(), interruption);
  } catch (error) {
    if (!(error instanceof ExpectedError)) throw error;
    say(`error: ${error.message}`);
    return error.exitCode;
  } finally {
    interruption.dispose();
  }
}

function parse(): Command {
  return new Command('proofs')
    .description(proofs.map(({ name, text, runs }) => `${name} (${String(runs)} runs): ${text}`).join('\n\n'))
    .argument('<name>', proofs.map(({ name }) => name).join(', '))
    .option('--runs <n>', 'gates to run', wholeNumber('--runs', 1, 100_000))
    .option('--seed <n>', 'repeats what was drawn', wholeNumber('--seed', 0, 2 ** 32 - 1))
    .option('--out <file>', 'where to store the summary (JSON)')
    .parse();
}

async function prove(name: string, options: Options, interruption: Interruption): Promise<number> {
  const proof = proofs.find((one) => one.name === name);
  if (proof === undefined) {
    throw new UsageError(`no proof "${name}". Known: ${proofs.map((one) => one.name).join(', ')}`);
  }
  const { out, seed = randomInt(2 ** 32) } = options;
  if (out !== undefined && existsSync(out)) throw new UsageError(`--out: ${out} is there; name a new file`);
  const summary = await summarise(proof, { runs: options.runs ?? proof.runs, seed }, interruption);
  if (summary === null) return interruption.exitCode() ?? exitCodes.invalid;
  const text = `${JSON.stringify(summary, null, 1)}\n`;
  if (out === undefined) process.stdout.write(text);
  else writeWholeFile(out, text);
  for (const { text: claim, holds } of summary.claims) say(`${holds ? 'holds' : 'DOES NOT HOLD'}: ${claim}`);
  return interruption.exitCode() ?? (summary.claims.every(({ holds }) => holds) ? exitCodes.done : 1);
}

async function summarise(
  proof: Proof,
  { runs, seed }: { readonly runs: number; readonly seed: number },
  { signal }: Interruption,
) {
  const machine = lookAtMachine({ helper: null, signal });
  const environment = recordEnvironment(machine, { withHostname: false });
  const { topology } = environment.cpu;
  const startedAt = new Date().toISOString();
  const outcome = await proof.run({ runs, seed, machine, topology, signal, say });
  if (outcome === null) return null;
  const status = signal.aborted ? 'interrupted' : 'complete';
  const run = { startedAt, endedAt: new Date().toISOString(), status, runs, seed };
  return { proof: proof.name, text: proof.text, ...run, ...outcome, environment };
}
