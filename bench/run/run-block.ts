// SPDX-License-Identifier: Apache-2.0
// One block: one launch of every arm (at every point), adjacent in time, in the planned order.

import type { LaunchCell, PlannedLaunch } from '../plan/plan.ts';
import type { Arm, LaunchSummary } from '../results/result.ts';
import type { Keeper } from './keep-launches.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { CpuPair } from './placement.ts';
import { cpusForPair } from './placement.ts';
import { runLaunch } from './run-launch.ts';
import type { SkipKeeper } from './skips.ts';

export interface LaunchMachine {
  /** Whose helper an arm is launched with: a gate has two. */
  readonly helperPathOf: (arm: Arm) => string;
  readonly deadlineMs: number;
  readonly allowedCpus: readonly number[];
  readonly topology: readonly (string | null)[];
  readonly signal: AbortSignal;
  readonly tools: LaunchTools;
}

interface BlockSetting {
  readonly cell: LaunchCell;
  readonly machine: LaunchMachine;
  readonly skips: SkipKeeper;
  readonly kept: Keeper;
}

/** The launches that ended; fewer than planned when interrupted, or where an arm is not launched any more. */
export async function runBlock(
  launches: readonly PlannedLaunch[],
  { cell, machine, skips, kept }: BlockSetting,
): Promise<LaunchSummary[]> {
  const { allowedCpus, topology, deadlineMs, signal, tools } = machine;
  const cpusOf = (pair: number): CpuPair => cpusForPair(pair, cell.placement, allowedCpus, topology);
  const ended: LaunchSummary[] = [];
  for (const launch of launches) {
    if (skips.isSkipped(launch)) continue;
    if (signal.aborted) break;
    const helperPath = machine.helperPathOf(launch.arm);
    const record = await runLaunch(launch, { helperPath, cpusOf, deadlineMs, signal, allowedCpus }, tools);
    if (record === null) break;
    ended.push(kept.record(cell, record));
    const skip = skips.note(record);
    if (skip !== null) kept.skip(skip);
  }
  return ended;
}
