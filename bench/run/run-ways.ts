// SPDX-License-Identifier: Apache-2.0
// One block of other ways: one process a way, which plays its whole launch itself; then its log is read and looked at
// as that of a launch is.

import type { WayCell } from '../plan/plan.ts';
import type { Arm, Failure, LaunchPlace, LaunchRecord, LaunchSummary } from '../results/result.ts';
import { optionalFlag } from './helper-arguments.ts';
import type { Keeper } from './keep-launches.ts';
import type { CpuPair } from './placement.ts';
import { cpusFor } from './placement.ts';
import type { LaunchMachine } from './run-block.ts';
import { toLaunchSamples } from './sample-columns.ts';
import type { SkipKeeper } from './skips.ts';
import type { HelperEnd, RunningHelper } from './spawn-helper.ts';
import type { LaunchSpan, StampedPlan } from './stamp-check.ts';
import { checkStamps, logUnreadable } from './stamp-check.ts';
import { readSystem, systemSince } from './system-delta.ts';
import { parseWayReport } from './way-report.ts';
import { judgeWay } from './way-verdict.ts';

interface WayBlock {
  readonly cell: WayCell;
  readonly machine: LaunchMachine;
  readonly skips: SkipKeeper;
  readonly kept: Keeper;
}

/** Those that ended; fewer than planned when interrupted, or where a way is not tried any more. */
export async function runWayBlock(
  order: readonly number[],
  block: number,
  { cell, machine, skips, kept }: WayBlock,
): Promise<LaunchSummary[]> {
  const cpus = cpusFor(cell.placement, machine.allowedCpus, machine.topology);
  const ended: LaunchSummary[] = [];
  for (const [position, index] of order.entries()) {
    const arm = cell.arms[index];
    if (arm === undefined) throw new RangeError(`no way ${String(index)} in ${cell.scenario.id}`);
    const { id: scenario } = cell.scenario;
    const place = { scenario, placement: cell.placement, block, position, arm: arm.id, point: null };
    if (skips.isSkipped({ place })) continue;
    if (machine.signal.aborted) break;
    const record = await runWay({ cell, machine, cpus, arm, place });
    if (record === null) break;
    ended.push(kept.record(cell, record));
    const skip = skips.note(record);
    if (skip !== null) kept.skip(skip);
  }
  return ended;
}

interface WayLaunch extends Pick<WayBlock, 'cell' | 'machine'> {
  readonly cpus: CpuPair;
  readonly arm: Arm;
  readonly place: Omit<LaunchPlace, 'launch'>;
}

/** Runs it once, whatever comes of it; null when it was interrupted. */
async function runWay(launch: WayLaunch): Promise<Omit<LaunchRecord, 'launch'> | null> {
  const { machine, place, arm, cpus } = launch;
  const transfersCount = transfersOf(launch);
  const samplesFd = machine.tools.makeSampleLog(transfersCount);
  try {
    const before = readSystem();
    const beganNs = process.hrtime.bigint();
    const end = await ending(start(launch, samplesFd), machine.signal);
    const span = { beganNs, endedNs: process.hrtime.bigint() };
    const system = systemSince(before);
    if (machine.signal.aborted) return null;
    const receivedCount = transfersCount * launch.cell.scenario.batch;
    const expected = { way: arm.id, transfersCount, receivedCount, cpus };
    const verdict = judgeWay(end, parseWayReport(end.output), expected);
    const record = { ...place, ...verdict, parameters: null, roles: [], system };
    if (verdict.status !== 'ok') return { ...record, samples: null };
    return { ...record, ...readStamps(launch, samplesFd, span) };
  } finally {
    machine.tools.close(samplesFd);
  }
}

/** Warm-up and recorded ones. */
function transfersOf({ cell, arm }: WayLaunch): number {
  return cell.scenario.warmup + recordedOf({ cell, arm });
}

function recordedOf({ cell: { scenario }, arm }: Pick<WayLaunch, 'cell' | 'arm'>): number {
  const recorded = scenario.transfersFor[arm.id];
  if (recorded === undefined) throw new RangeError(`${scenario.id} does not say how often ${arm.id} is run`);
  return recorded;
}

function start({ cell, machine, arm, cpus }: WayLaunch, samplesFd: number): RunningHelper {
  const { kind, batch, warmup } = cell.scenario;
  const flags = {
    way: arm.id,
    'samples-fd': 3,
    kind,
    batch,
    warmup,
    transfers: recordedOf({ cell, arm }),
  };
  const words = [
    'way',
    ...Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]),
    ...optionalFlag('donor-cpu', cpus.donorCpu),
    ...optionalFlag('receiver-cpu', cpus.receiverCpu),
    ...optionalFlag('deadline-ms', machine.deadlineMs),
  ];
  const command = { path: machine.helperPathOf(arm), arguments: words, descriptors: [samplesFd] };
  return machine.tools.startHelper(command, machine.deadlineMs);
}

/** An interruption stops it, and it is waited for all the same. */
async function ending(helper: RunningHelper, signal: AbortSignal): Promise<HelperEnd> {
  if (signal.aborted) helper.stop();
  signal.addEventListener('abort', helper.stop, { once: true });
  try {
    return await helper.ended;
  } finally {
    signal.removeEventListener('abort', helper.stop);
  }
}

/** One transfer after the other, and nobody acknowledges. */
const oneByOne: Omit<StampedPlan, 'warmup'> = {
  acknowledge: 'transfer',
  numbers: 'known',
  initiator: 'receiver',
};

function readStamps(
  launch: WayLaunch,
  samplesFd: number,
  span: LaunchSpan,
): Pick<LaunchRecord, 'status' | 'failure' | 'samples'> {
  const { warmup, batch } = launch.cell.scenario;
  const failed = (failure: Failure): Pick<LaunchRecord, 'status' | 'failure'> => ({
    status: 'failed',
    failure,
  });
  try {
    const columns = launch.machine.tools.readSampleLog(samplesFd, transfersOf(launch));
    const samples = toLaunchSamples(columns, { warmup, count: batch });
    const failure = checkStamps(columns, { ...oneByOne, warmup }, span);
    return failure === null ? { status: 'ok', failure, samples } : { ...failed(failure), samples };
  } catch (error) {
    return { ...failed(logUnreadable(error)), samples: null };
  }
}
