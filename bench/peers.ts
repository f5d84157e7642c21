// SPDX-License-Identifier: Apache-2.0
// `npm run peers`: what others have, in one run with ours and interleaved with it: stress-ng's sockfd
// stressor against a streamed launch, Node's subprocess.send against the addon. Ratios per block.

import Table from 'cli-table3';
import { Command, InvalidArgumentError } from 'commander';
import { comparisons, judgeComparison } from './peers/comparisons.ts';
import { javascriptPeers } from './peers/javascript.ts';
import type { Peer } from './peers/peer.ts';
import { runPeers } from './peers/run-peers.ts';
import { streamingPeers } from './peers/streaming.ts';
import { stressNg } from './peers/stress-ng.ts';

const peers: readonly Peer[] = [...streamingPeers, stressNg, ...javascriptPeers];

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1 || value > 1000) {
    throw new InvalidArgumentError('a whole number from 1 to 1000');
  }
  return value;
}

const command = new Command('peers')
  .description("Compares a streamed launch with stress-ng, and the addon with Node's subprocess.send.")
  .option('--blocks <n>', 'blocks, each with one measurement of every peer', wholeNumber, 20)
  .option('--seed <n>', 'seed of the order inside blocks', wholeNumber, 1)
  .option('--json', 'print the measurements and ratios as JSON on standard output', false)
  .configureOutput({
    outputError: (text, write) => {
      write(`${text.trim()} (--help tells more)\n`);
    },
  })
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .parse();
const options = command.opts<{ blocks: number; seed: number; json: boolean }>();

const run = await runPeers({ peers, ...options, say: (line) => process.stderr.write(`${line}\n`) });
const judged = comparisons.map((comparison) => judgeComparison(comparison, run));
if (options.json) {
  process.stdout.write(`${JSON.stringify({ ...run, comparisons: judged })}\n`);
} else {
  const table = new Table({
    head: ['comparison', 'ratio', 'interval', 'blocks', 'wanted'],
    style: { head: [] },
  });
  for (const one of judged) table.push([one.text, one.ratio, one.interval, one.blocks, one.wanted]);
  process.stdout.write(`${table.toString()}\n`);
}
process.exitCode = run.measured.length === 0 ? 4 : 0;
