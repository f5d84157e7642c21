// SPDX-License-Identifier: Apache-2.0
// One part of the corpus: an A/A session of one placement, disturbed or not.

import { wishesOf } from '../../bench/cli/calibrate-laboratory.ts';
import type { SessionSize } from '../../bench/cli/calibrate-session.ts';
import { runSession } from '../../bench/cli/calibrate-session.ts';
import { planGate } from '../../bench/cli/gate-plan.ts';
import { silentProgress } from '../../bench/cli/progress.ts';
import type { Machine } from '../../bench/preflight/finding.ts';
import { burstLoadText, startBurstLoad } from '../../bench/proofs/burst-load.ts';
import type { Environment } from '../../bench/results/environment.ts';
import type { LaunchSummary } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';

export interface WantedPart {
  readonly name: string;
  readonly placement: Placement;
  readonly blocks: number;
  readonly isLoaded: boolean;
}

export interface TakenPart {
  readonly name: string;
  readonly placement: Placement;
  readonly load: string | null;
  readonly launches: readonly LaunchSummary[];
}

interface Setting {
  readonly machine: Machine;
  readonly environment: Environment;
  readonly signal: AbortSignal;
  readonly seed: number;
  readonly say: (line: string) => void;
}

export async function takePart(
  { name, placement, blocks, isLoaded }: WantedPart,
  { machine, environment, signal, seed, say }: Setting,
): Promise<TakenPart> {
  const { topology } = environment.cpu;
  const laboratory = { wishes: wishesOf({ placement }), machine, topology, deadlineMs: 30_000, signal };
  const startedAt = performance.now();
  const load = isLoaded ? startBurstLoad(seed) : null;
  const observer = tellingEvery(50, (block) => {
    say(`${name}: block ${String(block)} of ${String(blocks)}`);
  });
  const [cell] = planGate(laboratory.wishes, machine).cells;
  if (cell === undefined) throw new Error(`${name}: this machine has no such cell`);
  const taken = await runSession(laboratory, cell, { blocks, seed, observer }).finally(() => load?.stop());
  const launches = taken.session.blocks.flat();
  const seconds = (performance.now() - startedAt) / 1000;
  say(`${name}: ${String(launches.length)} launches, ${seconds.toFixed(0)} s`);
  return { name, placement, load: isLoaded ? burstLoadText : null, launches };
}

function tellingEvery(count: number, tell: (block: number) => void): NonNullable<SessionSize['observer']> {
  let told = 0;
  return {
    ...silentProgress(),
    launchEnded: (_, { block }) => {
      if (block < told + count) return;
      told = block;
      tell(block);
    },
  };
}
