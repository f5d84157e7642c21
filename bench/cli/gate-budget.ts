// SPDX-License-Identifier: Apache-2.0
// A budget that cannot hold ten blocks is refused before anything is measured: it could only end without a verdict.

import { fewestBlocks } from '../gate/design.ts';
import { nowhere } from '../run/collect-session.ts';
import { keepLaunches } from '../run/keep-launches.ts';
import { liveBlocks } from '../run/live-blocks.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { UsageError } from '../usage-error.ts';
import { firstPassShare } from './gate-measure.ts';
import type { GatePlan } from './gate-plan.ts';
import { silentProgress } from './progress.ts';

/** Runs one block of each cell, which is not kept, to see how long it takes. */
export async function refuseSmallBudget(
  budgetSeconds: number,
  plan: GatePlan,
  machine: LaunchMachine,
): Promise<void> {
  const startedAt = performance.now();
  const kept = keepLaunches(nowhere, silentProgress());
  const pilot = liveBlocks({
    cells: plan.launched,
    machine,
    kept,
    seed: 0,
    firstBlock: 0,
    endsAt: Infinity,
  });
  for (const cell of plan.cells) await pilot.next(cell, 1);
  const needed = (((performance.now() - startedAt) / 1000) * fewestBlocks) / firstPassShare;
  if (needed <= budgetSeconds) return;
  throw new UsageError(
    `--budget ${String(budgetSeconds)}s is too small for ${String(fewestBlocks)} blocks, without which there is no verdict; they take about ${String(Math.ceil(needed))} s here. Give it more, or narrow it with --only`,
  );
}
