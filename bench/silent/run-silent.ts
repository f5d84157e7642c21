// SPDX-License-Identifier: Apache-2.0
// Counts the silent failures of a plan, block after block: one process a launch.

import type { PlannedSilent, SilentCell } from '../plan/silent-cells.ts';
import { silentOfCell } from '../plan/silent-cells.ts';
import type { Skip } from '../results/result.ts';
import type { SilentLaunch, SilentResults } from '../results/silent.ts';
import { optionalFlag } from '../run/helper-arguments.ts';
import type { CpuPair } from '../run/placement.ts';
import { keepSkips } from '../run/skips.ts';
import type { HelperCommand, RunningHelper } from '../run/spawn-helper.ts';
import { stopOnAbort } from '../run/stop-on-abort.ts';
import { silentRows } from '../stats/silent-rows.ts';
import { judgeSilent } from './judge-silent.ts';
import { parseSilentReport } from './silent-report.ts';

export interface SilentObserver {
  readonly cellStarted: (cell: SilentCell) => void;
  readonly launchEnded: (cell: SilentCell, launch: SilentLaunch) => void;
  readonly skipped: (skip: Skip) => void;
}

export interface SilentSetting {
  readonly cells: readonly SilentCell[];
  readonly seed: number;
  readonly helperPath: string;
  readonly deadlineMs: number;
  readonly cpus: CpuPair;
  readonly signal: AbortSignal;
  readonly startHelper: (command: HelperCommand, deadlineMs: number) => RunningHelper;
  readonly observer: SilentObserver;
}

export interface SilentOutcome {
  /** null: nothing was run. */
  readonly results: SilentResults | null;
  readonly skips: readonly Skip[];
}

export async function runSilent(setting: SilentSetting): Promise<SilentOutcome> {
  const { cells, cpus, signal, observer } = setting;
  const launches: SilentLaunch[] = [];
  const skips: Skip[] = [];
  const ran: SilentResults['cells'][number][] = [];
  for (const cell of cells) {
    if (signal.aborted) break;
    observer.cellStarted(cell);
    await runCell(cell, setting, { launches, skips });
    ran.push(shapeOf(cell, setting.signal.aborted));
  }
  if (launches.length === 0) return { results: null, skips };
  const results: SilentResults = {
    scenarios: cells.map(({ scenario }) => scenario),
    cells: ran,
    cpus: { donor: cpus.donorCpu, receiver: cpus.receiverCpu },
    launches,
    rows: ran.flatMap((cell) => silentRows(cell, launches)),
  };
  return { results, skips };
}

interface Kept {
  readonly launches: SilentLaunch[];
  readonly skips: Skip[];
}

/** To its end, or until it is interrupted. An arm that is not possible here, or fails again and again, is not tried on. */
async function runCell(cell: SilentCell, setting: SilentSetting, kept: Kept): Promise<void> {
  const keeper = keepSkips();
  for (const planned of silentOfCell(cell, setting.seed).flat()) {
    if (keeper.isSkipped({ place: { arm: planned.arm.id, point: null } })) continue;
    const launch = await runLaunch(cell, planned, setting);
    if (launch === null) return;
    kept.launches.push(launch);
    setting.observer.launchEnded(cell, launch);
    const skip = keeper.note({ ...launch, point: null });
    if (skip === null) continue;
    kept.skips.push(skip);
    setting.observer.skipped(skip);
  }
}

/** null: interrupted. */
async function runLaunch(
  cell: SilentCell,
  planned: PlannedSilent,
  setting: SilentSetting,
): Promise<SilentLaunch | null> {
  const { signal, deadlineMs, cpus } = setting;
  if (signal.aborted) return null;
  const command = { path: setting.helperPath, arguments: wordsOf(cell, planned, setting), descriptors: [] };
  const helper = setting.startHelper(command, deadlineMs);
  stopOnAbort(helper, signal);
  const end = await helper.ended;
  if (setting.signal.aborted) return null;
  const { arm, condition, block, position } = planned;
  const { care, mechanism } = arm;
  const expected = { care, mechanism, transfers: cell.transfers, cpus };
  return {
    scenario: cell.scenario.id,
    block,
    position,
    condition: condition.id,
    arm: arm.id,
    ...judgeSilent(end, parseSilentReport(end.output), expected),
  };
}

function wordsOf(
  { scenario, transfers }: SilentCell,
  { arm, condition, seed }: PlannedSilent,
  { cpus, deadlineMs }: SilentSetting,
): string[] {
  const flags = {
    care: arm.care,
    mechanism: arm.mechanism,
    transfers,
    'batch-max': scenario.batchMax,
    table: scenario.tableSize,
    churn: condition.churnPerSecond,
    seed,
    'deadline-ms': deadlineMs,
  };
  return [
    'silent',
    ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]),
    ...optionalFlag('free-max', condition.freeMax),
    ...optionalFlag('donor-cpu', cpus.donorCpu),
    ...optionalFlag('receiver-cpu', cpus.receiverCpu),
  ];
}

function shapeOf(
  { scenario, arms, conditions, blocks, transfers }: SilentCell,
  isInterrupted: boolean,
): SilentResults['cells'][number] {
  return {
    scenario: scenario.id,
    arms: arms.map(({ id }) => id),
    conditions: conditions.map(({ id }) => id),
    blocks,
    transfers,
    endedBy: isInterrupted ? 'interrupted' : 'plan',
  };
}
