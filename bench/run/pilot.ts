// SPDX-License-Identifier: Apache-2.0
// What a block of each cell takes on this machine: one of each is run and thrown away. Ends early when it has used up
// its time, or when a launch fails: the run itself will say that better.

import { callsOfCell, launchesOfCell } from '../plan/blocks.ts';
import type { CallCell, LaunchCell, Plan, WayCell } from '../plan/plan.ts';
import type { LaunchStatus, LaunchSummary } from '../results/result.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import type { Keeper } from './keep-launches.ts';
import { withOfferedRate } from './offered-rate.ts';
import type { LaunchMachine } from './run-block.ts';
import { runBlock } from './run-block.ts';
import { runCallBlock } from './run-calls.ts';
import { runWayBlock } from './run-ways.ts';
import { keepSkips } from './skips.ts';

export interface Pilot {
  /** For each cell of the plan; of one that was not reached, what as many launches took elsewhere. */
  readonly msPerBlock: readonly number[];
  readonly tookMs: number;
  readonly endedBy: 'done' | 'time' | 'failure' | 'interrupted';
}

type Timed = Pick<Plan, 'cells' | 'seed'>;

export async function timeBlocks(plan: Timed, machine: LaunchMachine, limitMs: number): Promise<Pilot> {
  const watch = watchLaunches(limitMs);
  const within = { ...machine, signal: AbortSignal.any([machine.signal, watch.signal]) };
  const measured: number[] = [];
  for (const cell of plan.cells) {
    const before = watch.elapsedMs();
    if (cell.class === 'calls') runCalls(cell, plan, watch.ended);
    else if (cell.class === 'ways') await runWays(cell, plan, within, watch.ended);
    else await runLaunches(cell, plan, within, watch.ended);
    // A block that was cut short says nothing of a whole one.
    if (within.signal.aborted) break;
    measured.push(watch.elapsedMs() - before);
  }
  const tookMs = watch.elapsedMs();
  const usual = tookMs / Math.max(1, watch.launches());
  return {
    msPerBlock: plan.cells.map((cell, i) => measured[i] ?? usual * cell.arms.length * cell.points.length),
    tookMs,
    endedBy: machine.signal.aborted ? 'interrupted' : watch.endedBy(),
  };
}

type OnEnd = (status: LaunchStatus) => void;

interface Watch {
  /** Aborted after the launch that was one too many. */
  readonly signal: AbortSignal;
  readonly ended: OnEnd;
  readonly launches: () => number;
  readonly elapsedMs: () => number;
  readonly endedBy: () => 'done' | 'time' | 'failure';
}

function watchLaunches(limitMs: number): Watch {
  const beganAt = performance.now();
  const elapsedMs = (): number => performance.now() - beganAt;
  const stop = new AbortController();
  let launches = 0;
  let endedBy: ReturnType<Watch['endedBy']> = 'done';
  return {
    signal: stop.signal,
    ended: (status) => {
      launches += 1;
      if (stop.signal.aborted) return;
      if (status === 'failed') endedBy = 'failure';
      else if (elapsedMs() > limitMs) endedBy = 'time';
      if (endedBy !== 'done') stop.abort();
    },
    launches: () => launches,
    elapsedMs,
    endedBy: () => endedBy,
  };
}

async function runLaunches(
  cell: LaunchCell,
  plan: Timed,
  machine: LaunchMachine,
  onEnd: OnEnd,
): Promise<void> {
  const [block = []] = launchesOfCell({ ...cell, blocks: 1 }, plan.seed);
  // The capacity is not known yet: a guess does for the time that it takes.
  const offered = block.map((launch) => ({
    ...launch,
    parameters: withOfferedRate(launch.parameters, guessedCapacity),
  }));
  await runBlock(offered, { cell, machine, skips: keepSkips(), kept: keepNothing(onEnd) });
}

async function runWays(cell: WayCell, plan: Timed, machine: LaunchMachine, onEnd: OnEnd): Promise<void> {
  const [order = []] = callsOfCell({ ...cell, blocks: 1 }, plan.seed);
  await runWayBlock(order, 0, { cell, machine, skips: keepSkips(), kept: keepNothing(onEnd) });
}

/** Transfers a second of one pair: of the right order on the machines that we have seen. */
const guessedCapacity = 10_000;

function runCalls(cell: CallCell, plan: Timed, onEnd: OnEnd): void {
  const [order = []] = callsOfCell({ ...cell, blocks: 1 }, plan.seed);
  const calls = order.flatMap((i) => cell.arms[i]?.id ?? []);
  for (const { status } of runCallBlock(cell, 0, calls)) onEnd(status);
}

/** What a run keeps, without the keeping: the launch is summarised all the same, since that takes time as well. */
function keepNothing(onEnd: OnEnd): Keeper {
  return {
    record: (cell, record): LaunchSummary => {
      onEnd(record.status);
      return summariseLaunch({ launch: 0, ...record }, cell.scenario.interval);
    },
    skip: () => undefined,
    launches: [],
    skips: [],
  };
}
