// SPDX-License-Identifier: Apache-2.0
// A gate of simulated blocks, judged and stored as a real one is: for tests that read, tell and compare.

import { assembleGate } from '../../bench/cli/assemble-gate.ts';
import { decideGate } from '../../bench/gate/decide.ts';
import { exploreOthers } from '../../bench/gate/exploratory.ts';
import { exampleCell } from '../../bench/gate/testing/example-cells.ts';
import { exampleEnvironment } from '../../bench/gate/testing/example-environment.ts';
import type { Simulation } from '../../bench/gate/testing/simulated-blocks.ts';
import { simulate } from '../../bench/gate/testing/simulated-blocks.ts';
import type { GateResult } from '../../bench/results/gate-result.ts';
import type { Skip } from '../../bench/results/result.ts';
import { openSamples } from '../../bench/results/samples-writer.ts';
import { writeGate } from '../../bench/results/write-result.ts';

/** `leftOut`: what was asked for beside it. Writes gate.json, and a file of samples without a launch, into `folder`. */
export async function storeGate(
  folder: string,
  simulation: Partial<Simulation> = {},
  leftOut: readonly Skip[] = [],
): Promise<GateResult> {
  const cell = exampleCell();
  const decision = await decideGate([cell], simulate({ seed: 1, ...simulation }));
  const { first, confirmation } = decision;
  const launches = [...first.launches.values(), ...(confirmation?.launches.values() ?? [])].flat();
  const helper = { commit: null, sha256: '0'.repeat(64), compiler: 'cc 14', flags: '-O2' };
  const record = { firstBlock: 0, seconds: 3, launches: launches.length };
  const blocks = [{ cell: cell.id, run: 20, planned: 60 }];
  const gate = assembleGate({
    plan: { cells: [cell], launched: new Map(), skips: leftOut },
    helpers: {
      facts: { base: { source: 'main', ...helper }, head: { source: 'this checkout', ...helper } },
      identical: true,
    },
    environment: exampleEnvironment,
    run: { id: 'made-up', startedAt: new Date(0), words: ['gate', '--base', 'main'], seed: 1 },
    budget: { seconds: 60, beganAt: 0 },
    passes: [{ name: 'first', ...record, blocks, endedBy: first.endedBy }],
    conclusion: decision,
    exploratory: exploreOthers([cell], first.launches),
    advisory: false,
    isInjected: false,
    launches: launches.map((launch, i) => ({ ...launch, launch: i })),
    skips: leftOut,
    samples: openSamples(folder).close(),
  });
  writeGate(folder, gate);
  return gate;
}
