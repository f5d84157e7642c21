// SPDX-License-Identifier: Apache-2.0
// Takes the corpus that the replay tests run on: thousands of A/A launches of four copies of one helper, on a quiet
// machine and under bursts of load. `node dist/test/corpus/take-corpus.js OUT.ndjson.gz` takes some ten minutes; on
// another machine it gives that machine's corpus.

import { Command } from 'commander';
import { randomInt } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { watchInterruption } from '../../bench/cli/interruption.ts';
import { wholeNumber } from '../../bench/cli/numbers.ts';
import { recordEnvironment } from '../../bench/preflight/environment.ts';
import { lookAtMachine } from '../../bench/preflight/look-at-machine.ts';
import { corpusText } from './corpus-text.ts';
import type { TakenPart } from './take-part.ts';
import { takePart } from './take-part.ts';

const blocksOf = (flag: string) => wholeNumber(flag, 0, 100_000);
const command = new Command('take-corpus')
  .argument('<out>', 'file to write: NAME.ndjson.gz')
  .option('--blocks-same <n>', 'quiet, one CPU', blocksOf('--blocks-same'), 320)
  .option('--blocks-cross <n>', 'quiet, two CPUs', blocksOf('--blocks-cross'), 200)
  .option('--blocks-noisy <n>', 'one CPU, under bursts of load', blocksOf('--blocks-noisy'), 120)
  .option('--seed <n>', 'of the orders and the load', wholeNumber('--seed', 0, 2 ** 32 - 1))
  .parse();
const [out = ''] = command.args;
const options = command.opts<{
  blocksSame: number;
  blocksCross: number;
  blocksNoisy: number;
  seed?: number;
}>();
if (existsSync(out)) command.error(`error: ${out} is there already; name a new file`, { exitCode: 2 });

const say = (line: string): void => void process.stderr.write(`${line}\n`);
const interruption = watchInterruption({
  onFirst: () => {
    say('ending: nothing is stored');
  },
  onSecond: (exitCode) => process.exit(exitCode),
});
const { signal } = interruption;
const machine = lookAtMachine({ helper: null, signal });
const environment = recordEnvironment(machine, { withHostname: false });
const seed = options.seed ?? randomInt(2 ** 32);
const startedAt = new Date();
const wanted = [
  { name: 'quiet same-cpu', placement: 'same-cpu', blocks: options.blocksSame, isLoaded: false },
  { name: 'quiet cross-cpu', placement: 'cross-cpu', blocks: options.blocksCross, isLoaded: false },
  { name: 'noisy same-cpu', placement: 'same-cpu', blocks: options.blocksNoisy, isLoaded: true },
] as const;
const parts: TakenPart[] = [];
for (const [i, part] of wanted.entries()) {
  if (part.blocks > 0 && !signal.aborted) {
    parts.push(await takePart(part, { machine, environment, signal, seed: (seed + i) % 2 ** 32, say }));
  }
}
if (!signal.aborted) {
  const times = { startedAt, endedAt: new Date() };
  const bytes = corpusText({ parts, environment, seed, ...times });
  writeFileSync(out, bytes, { flag: 'wx' });
  say(
    `${out}: ${String(bytes.length)} bytes, ${String(parts.flatMap((part) => part.launches).length)} launches`,
  );
}
process.exitCode = interruption.exitCode() ?? 0;
interruption.dispose();
