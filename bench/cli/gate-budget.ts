// SPDX-License-Identifier: Apache-2.0
// The time that a gate may take, from its first launch on. One that cannot hold ten blocks is refused before anything
// is kept: it could only end without a verdict.

import { fewestBlocks } from '../gate/design.ts';
import { timeBlocks } from '../run/pilot.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { UsageError } from '../usage-error.ts';
import type { GatePlan } from './gate-plan.ts';

export interface Budget {
  readonly seconds: number;
  /** performance.now() */
  readonly beganAt: number;
}

/** So much of a budget is for the first pass: a FAIL needs time to be reproduced. */
export const firstPassShare = 0.6;

/** performance.now() by which a part of it is spent; Infinity without a budget. */
export function budgetEnd(budget: Budget | null, part = 1): number {
  return budget === null ? Infinity : budget.beganAt + budget.seconds * part * 1000;
}

/** The budget, begun, after a block of each cell that is not kept. */
export async function beginBudget(seconds: number, plan: GatePlan, machine: LaunchMachine): Promise<Budget> {
  const budget = { seconds, beganAt: performance.now() };
  const cells = [...plan.launched.values()];
  const { msPerBlock, endedBy } = await timeBlocks({ cells, seed: 0 }, machine, seconds * 1000);
  const needed = (msPerBlock.reduce((sum, ms) => sum + ms, 0) / 1000) * (fewestBlocks / firstPassShare);
  // Of launches that fail nobody knows how long they take: the gate goes on, and says why they do.
  const isKnown = endedBy === 'done' || endedBy === 'time';
  if (!isKnown || needed <= seconds) return budget;
  throw new UsageError(
    `--budget ${String(seconds)}s is too small for ${String(fewestBlocks)} blocks, without which there is no verdict; they take about ${String(Math.ceil(needed))} s here. Give it more, or narrow it with --only`,
  );
}
