// SPDX-License-Identifier: Apache-2.0
// Runs a plan: cell after cell, block after block, launch after launch; each is stored the moment it
// has ended. Stops early, with everything finished kept, when interrupted or when the disk is full.

import { callsOfCell, launchesOfCell } from '../plan/blocks.ts';
import type { CallCell, Cell, LaunchCell, Plan } from '../plan/plan.ts';
import { OutOfSpaceError } from '../results/out-of-space.ts';
import type { LaunchRecord, LaunchSummary, Skip } from '../results/result.ts';
import type { SamplesWriter } from '../results/samples-writer.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import type { LaunchTools } from './launch-tools.ts';
import { cpusFor } from './placement.ts';
import { runCallBlock } from './run-calls.ts';
import { runLaunch } from './run-launch.ts';
import { keepSkips } from './skips.ts';

export interface RunSetting {
  readonly helperPath: string;
  readonly deadlineMs: number;
  readonly allowedCpus: readonly number[];
  readonly topology: readonly (string | null)[];
  readonly signal: AbortSignal;
  readonly samples: SamplesWriter;
  readonly tools: LaunchTools;
  readonly observer: RunObserver;
}

/** Told what happens; may draw a progress line, must not throw. */
export interface RunObserver {
  readonly cellStarted: (cell: Cell) => void;
  readonly launchEnded: (cell: Cell, summary: LaunchSummary) => void;
  readonly skipped: (skip: Skip) => void;
}

export interface RunOutcome {
  readonly launches: readonly LaunchSummary[];
  readonly skips: readonly Skip[];
  readonly outOfSpace: OutOfSpaceError | null;
}

export async function runPlan(plan: Plan, setting: RunSetting): Promise<RunOutcome> {
  const kept = keepOutcome(setting);
  plan.skips.forEach(kept.skip);
  try {
    for (const cell of plan.cells) {
      if (setting.signal.aborted) break;
      setting.observer.cellStarted(cell);
      await (cell.class === 'calls'
        ? runCalls(cell, plan, setting, kept)
        : runLaunches(cell, plan, setting, kept));
    }
  } catch (error) {
    if (!(error instanceof OutOfSpaceError)) throw error;
    return { ...kept.outcome(), outOfSpace: error };
  }
  return { ...kept.outcome(), outOfSpace: null };
}

type UnnumberedRecord = Omit<LaunchRecord, 'launch'>;

interface Keeper {
  readonly record: (cell: Cell, record: UnnumberedRecord) => void;
  readonly skip: (skip: Skip) => void;
  readonly outcome: () => Omit<RunOutcome, 'outOfSpace'>;
}

function keepOutcome({ samples, observer }: RunSetting): Keeper {
  const launches: LaunchSummary[] = [];
  const skips: Skip[] = [];
  return {
    record: (cell, unnumbered) => {
      const record = { launch: launches.length, ...unnumbered };
      samples.append(record);
      const summary = summariseLaunch(record, cell.scenario.interval);
      launches.push(summary);
      observer.launchEnded(cell, summary);
    },
    skip: (skip) => {
      skips.push(skip);
      observer.skipped(skip);
    },
    outcome: () => ({ launches, skips }),
  };
}

async function runLaunches(cell: LaunchCell, plan: Plan, setting: RunSetting, kept: Keeper): Promise<void> {
  const { allowedCpus, topology, helperPath, deadlineMs, signal } = setting;
  const cpus = cpusFor(cell.placement, allowedCpus, topology);
  const skips = keepSkips();
  for (const launch of launchesOfCell(cell, plan.seed).flat()) {
    if (skips.isSkipped(launch)) continue;
    if (signal.aborted) return;
    const record = await runLaunch(launch, { helperPath, cpus, deadlineMs, signal }, setting.tools);
    if (record === null) return;
    kept.record(cell, record);
    const skip = skips.note(record);
    if (skip !== null) kept.skip(skip);
  }
}

async function runCalls(cell: CallCell, plan: Plan, setting: RunSetting, kept: Keeper): Promise<void> {
  const skipped = new Set<string>();
  for (const [block, order] of callsOfCell(cell, plan.seed).entries()) {
    const calls = order.flatMap((i) => cell.arms[i]?.id ?? []).filter((call) => !skipped.has(call));
    for (const record of runCallBlock(cell, block, calls)) {
      kept.record(cell, record);
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
    if (setting.signal.aborted) return;
  }
}
