// SPDX-License-Identifier: Apache-2.0
// One launch: sample logs, donors and receivers, wait, read, judge. Everything that is timed happens in the helpers
// meanwhile; Node sleeps.

import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchRecord } from '../results/result.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { Verdict } from './launch-verdict.ts';
import type { CpuPair } from './placement.ts';
import { readStamps } from './read-stamps.ts';
import type { Start } from './start-roles.ts';
import { runPairs, runPlain } from './start-roles.ts';
import { readSystem, systemSince } from './system-delta.ts';
import { underLoad } from './under-load.ts';

export interface LaunchSetting {
  readonly helperPath: string;
  /** Where the roles of a pair run, pairs counted from 0. */
  readonly cpusOf: (pair: number) => CpuPair;
  readonly deadlineMs: number;
  /** CPUs that load on the machine may be put on; absent: none is. */
  readonly allowedCpus?: readonly number[];
  readonly signal: AbortSignal;
}

/** Runs it once, whatever comes of it; null when it was interrupted. */
export async function runLaunch(
  launch: PlannedLaunch,
  setting: LaunchSetting,
  tools: LaunchTools,
): Promise<Omit<LaunchRecord, 'launch'> | null> {
  const capacity = launch.parameters.warmup + launch.parameters.transfers;
  const sampleFds: number[] = [];
  try {
    for (let pair = 0; pair < launch.parameters.pairs; pair++) sampleFds.push(tools.makeSampleLog(capacity));
    const start = { launch, setting, tools, sampleFds };
    const before = readSystem();
    const beganNs = process.hrtime.bigint();
    const verdict = await underLoad(launch, setting, tools, (onDonor) => startRoles({ ...start, onDonor }));
    const span = { beganNs, endedNs: process.hrtime.bigint() };
    const system = systemSince(before);
    if (setting.signal.aborted) return null;
    const { place, parameters } = launch;
    if (verdict.status !== 'ok') return { ...place, ...verdict, parameters, system, samples: null };
    return { ...place, ...verdict, ...readStamps(start, span, verdict.roles), parameters, system };
  } finally {
    for (const fd of sampleFds) tools.close(fd);
  }
}

function startRoles(start: Start): Promise<Verdict> {
  return start.launch.arm.launchedBy === 'launch' ? runPlain(start) : runPairs(start);
}
