// SPDX-License-Identifier: Apache-2.0
// Runs a plan: cell after cell, block after block, launch after launch; each is stored the moment it
// has ended. Stops early, with everything finished kept, when interrupted or when the disk is full.

import { callsOfCell, launchesOfCell } from '../plan/blocks.ts';
import type { CallCell, Cell, LaunchCell, Plan, PlannedLaunch, WayCell } from '../plan/plan.ts';
import { OutOfSpaceError } from '../results/out-of-space.ts';
import type { LaunchSummary, PlannedCell, Skip } from '../results/result.ts';
import type { SamplesWriter } from '../results/samples-writer.ts';
import type { Keeper, RunObserver } from './keep-launches.ts';
import { keepLaunches } from './keep-launches.ts';
import type { BlockLaunch } from './offered-rate.ts';
import { capacityOfBlock, capacityOfOnePair, withOfferedRate } from './offered-rate.ts';
import { runCallBlock } from './run-calls.ts';
import type { LaunchMachine } from './run-block.ts';
import { runBlock } from './run-block.ts';
import { runWayBlock } from './run-ways.ts';
import { keepSkips } from './skips.ts';

export interface RunSetting extends LaunchMachine {
  readonly samples: SamplesWriter;
  readonly observer: RunObserver;
  /** Asked before each block of a cell, with all its launches so far: a reason to end the cell there, or null. */
  readonly endsEarly: EndsEarly;
}

export type EndsEarly = (
  cell: Cell,
  blocks: number,
  launches: readonly LaunchSummary[],
) => 'decided' | 'budget' | null;

export interface RunOutcome {
  readonly launches: readonly LaunchSummary[];
  readonly skips: readonly Skip[];
  readonly outOfSpace: OutOfSpaceError | null;
  /** Why each cell ended, in the plan's order. */
  readonly endings: readonly PlannedCell['endedBy'][];
}

export async function runPlan(plan: Plan, setting: RunSetting): Promise<RunOutcome> {
  const kept = keepLaunches(setting.samples, setting.observer);
  const endings = plan.cells.map((): PlannedCell['endedBy'] => 'interrupted');
  const outcome = { launches: kept.launches, skips: kept.skips, endings };
  plan.skips.forEach(kept.skip);
  try {
    for (const [i, cell] of plan.cells.entries()) {
      if (setting.signal.aborted) break;
      setting.observer.cellStarted(cell);
      endings[i] = await (cell.class === 'calls'
        ? runCalls(cell, plan, setting, kept)
        : cell.class === 'ways'
          ? runWays(cell, plan, setting, kept)
          : runLaunches(cell, plan, setting, kept));
    }
  } catch (error) {
    if (!(error instanceof OutOfSpaceError)) throw error;
    return { ...outcome, outOfSpace: error };
  }
  return { ...outcome, outOfSpace: null };
}

async function runLaunches(
  cell: LaunchCell,
  plan: Plan,
  setting: RunSetting,
  kept: Keeper,
): Promise<PlannedCell['endedBy']> {
  const skips = keepSkips();
  const { needsCapacity } = cell.scenario;
  let capacity =
    needsCapacity === undefined ? null : capacityOfOnePair(kept.launches, needsCapacity, cell.placement);
  if (needsCapacity !== undefined && capacity === null) {
    kept.skip(withoutCapacity(cell, needsCapacity));
    return 'plan';
  }
  return runBlocks(cell, launchesOfCell(cell, plan.seed), setting, async (launches) => {
    const offered = launches.map((launch) => ({
      ...launch,
      parameters: withOfferedRate(launch.parameters, capacity),
    }));
    const ended = await runBlock(offered, { cell, machine: setting, skips, kept });
    if (needsCapacity !== undefined) capacity = capacityOfBlock(pairUp(offered, ended)) ?? capacity;
    return ended;
  });
}

/** Until all are run, or there is a reason to end the cell before one of them. */
async function runBlocks<Block>(
  cell: Cell,
  blocks: readonly Block[],
  setting: RunSetting,
  run: (block: Block, number: number) => Promise<readonly LaunchSummary[]>,
): Promise<PlannedCell['endedBy']> {
  const own: LaunchSummary[] = [];
  for (const [number, block] of blocks.entries()) {
    if (setting.signal.aborted) return 'interrupted';
    const end = setting.endsEarly(cell, number, own);
    if (end !== null) return end;
    own.push(...(await run(block, number)));
  }
  return setting.signal.aborted ? 'interrupted' : 'plan';
}

/** A launch that was skipped or interrupted has no summary. */
function pairUp(planned: readonly PlannedLaunch[], ended: readonly LaunchSummary[]): BlockLaunch[] {
  return ended.flatMap((summary) => {
    const own = planned.find(({ place }) => place.position === summary.position);
    return own === undefined ? [] : [{ planned: own, summary }];
  });
}

function withoutCapacity({ scenario, placement }: LaunchCell, needed: string): Skip {
  return {
    scenario: scenario.id,
    placement,
    arm: null,
    point: null,
    reason: `it offers shares of the capacity that ${needed} measures, and no launch of that gave a number`,
    remedy: `see why ${needed} failed: npm run bench -- --only scenario=${needed},placement=${placement}`,
  };
}

async function runWays(
  cell: WayCell,
  plan: Plan,
  setting: RunSetting,
  kept: Keeper,
): Promise<PlannedCell['endedBy']> {
  const skips = keepSkips();
  return runBlocks(cell, callsOfCell(cell, plan.seed), setting, (order, block) =>
    runWayBlock(order, block, { cell, machine: setting, skips, kept }),
  );
}

async function runCalls(
  cell: CallCell,
  plan: Plan,
  setting: RunSetting,
  kept: Keeper,
): Promise<PlannedCell['endedBy']> {
  const skipped = new Set<string>();
  const own: LaunchSummary[] = [];
  for (const [block, order] of callsOfCell(cell, plan.seed).entries()) {
    const end = setting.endsEarly(cell, block, own);
    if (end !== null) return end;
    const calls = order.flatMap((i) => cell.arms[i]?.id ?? []).filter((call) => !skipped.has(call));
    for (const record of runCallBlock(cell, block, calls)) {
      own.push(kept.record(cell, record));
      if (record.status === 'ok') continue;
      skipped.add(record.arm);
      kept.skip({
        scenario: cell.scenario.id,
        placement: cell.placement,
        arm: record.arm,
        point: null,
        reason: record.failure?.text ?? 'unsupported',
        remedy: 'fd-handover doctor says what this machine allows',
      });
    }
    // Lets a waiting Ctrl-C through: the calls themselves never yield.
    await new Promise(setImmediate);
    if (setting.signal.aborted) return 'interrupted';
  }
  return 'plan';
}
