// SPDX-License-Identifier: Apache-2.0
// A launch with its machine load around it: at work before the first role starts, ended after the last has, and gone
// whatever happens. A load that was not there all the time fails the launch: its number would be that of a quiet machine.

import type { Failure, LaunchRecord } from '../results/result.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { Verdict } from './launch-verdict.ts';
import type { LaunchSetting } from './run-launch.ts';
import type { PlannedLaunch } from '../plan/plan.ts';

export type LoadedVerdict = Verdict & Pick<LaunchRecord, 'machineLoads'>;

/** Told each donor's number as soon as it has been started. */
export type OnDonor = (pid: number) => void;

export async function underLoad(
  { parameters }: PlannedLaunch,
  setting: LaunchSetting,
  tools: LaunchTools,
  launch: (onDonor: OnDonor) => Promise<Verdict>,
): Promise<LoadedVerdict> {
  if (parameters.machineLoad === 'none') return launch(() => undefined);
  if (parameters.machineLoad === 'throttled-donor') return throttled(tools, launch);
  const { cpusOf, deadlineMs, signal, allowedCpus } = setting;
  const load = await tools.startMachineLoad({
    load: parameters.machineLoad,
    cpus: cpusOf(0),
    allowedCpus: allowedCpus ?? [],
    // It lasts longer than the launch, which ends by its own deadline.
    deadlineMs: deadlineMs + spareMs,
    signal,
  });
  if (load.status !== 'running') return { ...load, roles: [] };
  const verdict = await launch(() => undefined).catch(async (error: unknown) => {
    await load.end();
    throw error;
  });
  const end = await load.end();
  if (end.status !== 'ok') return { ...worse(verdict, end), roles: verdict.roles };
  return { ...verdict, machineLoads: end.reports };
}

const spareMs = 10_000;

async function throttled(
  tools: LaunchTools,
  launch: (onDonor: OnDonor) => Promise<Verdict>,
): Promise<LoadedVerdict> {
  const throttle = tools.openThrottle();
  if (throttle.status !== 'ok') return { ...throttle, roles: [] };
  const failures: Failure[] = [];
  const note = (failure: Failure | null): void => {
    if (failure !== null) failures.push(failure);
  };
  const verdict = await launch((pid) => {
    note(throttle.add(pid));
  }).finally(() => {
    note(throttle.wasThrottled());
    note(throttle.close());
  });
  const [failure] = failures;
  if (failure === undefined) return verdict;
  return { ...worse(verdict, { status: 'failed', failure }), roles: verdict.roles };
}

/** What a launch that failed says itself explains more. */
function worse(
  verdict: Verdict,
  load: { readonly status: 'failed' | 'unsupported'; readonly failure: Failure },
): Pick<Verdict, 'status' | 'failure'> {
  return verdict.status === 'ok' ? load : verdict;
}
