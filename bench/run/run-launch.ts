// SPDX-License-Identifier: Apache-2.0
// One launch: channel and sample log, donor and receiver as siblings, wait, read, judge. Everything
// that is timed happens in the two helpers meanwhile; Node sleeps.

import { mechanisms } from '../mechanisms.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { Failure, LaunchRecord } from '../results/result.ts';
import { optionalFlag, planArguments } from './helper-arguments.ts';
import type { Expectation, Verdict } from './launch-verdict.ts';
import { judgeLaunch } from './launch-verdict.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { CpuPair } from './placement.ts';
import { parseLaunchReport, parseRoleReport } from './role-report.ts';
import { toLaunchSamples } from './sample-columns.ts';
import type { HelperEnd, RunningHelper } from './spawn-helper.ts';
import type { LaunchSpan } from './stamp-check.ts';
import { checkStamps, logUnreadable } from './stamp-check.ts';
import { readSystem, systemSince } from './system-delta.ts';

export interface LaunchSetting {
  readonly helperPath: string;
  readonly cpus: CpuPair;
  readonly deadlineMs: number;
  readonly signal: AbortSignal;
}

/** Runs it once, whatever comes of it; null when it was interrupted. */
export async function runLaunch(
  launch: PlannedLaunch,
  setting: LaunchSetting,
  tools: LaunchTools,
): Promise<Omit<LaunchRecord, 'launch'> | null> {
  const capacity = launch.parameters.warmup + launch.parameters.transfers;
  const samplesFd = tools.makeSampleLog(capacity);
  try {
    const before = readSystem();
    const start = launch.arm.launchedBy === 'launch' ? runPlain : runSiblings;
    const beganNs = process.hrtime.bigint();
    const verdict = await start({ launch, setting, tools, samplesFd });
    const span = { beganNs, endedNs: process.hrtime.bigint() };
    const system = systemSince(before);
    if (setting.signal.aborted) return null;
    const { place, parameters } = launch;
    if (verdict.status !== 'ok') return { ...place, ...verdict, parameters, system, samples: null };
    const stamped = readStamps({ launch, setting, tools, samplesFd }, span);
    return { ...place, ...verdict, ...stamped, parameters, system };
  } finally {
    tools.close(samplesFd);
  }
}

interface Start {
  readonly launch: PlannedLaunch;
  readonly setting: LaunchSetting;
  readonly tools: LaunchTools;
  readonly samplesFd: number;
}

async function runSiblings({ launch, setting, tools, samplesFd }: Start): Promise<Verdict> {
  const { parameters, arm } = launch;
  const channel = tools.makeChannel(parameters.channel);
  // Datagram sockets do not report a peer's death: a stream beside them does.
  const lifeline = parameters.channel === 'dgram' ? tools.makeChannel('stream') : null;
  const startRole = (role: 'donor' | 'receiver', end: 0 | 1, cpu: number | null): RunningHelper =>
    tools.startHelper(
      {
        path: setting.helperPath,
        arguments: [
          role,
          ...['--channel-fd', '3', '--samples-fd', '4', ...(lifeline ? ['--lifeline-fd', '5'] : [])],
          ...planArguments(arm.mechanism, parameters),
          ...optionalFlag('cpu', cpu),
          ...optionalFlag('deadline-ms', setting.deadlineMs),
        ],
        descriptors: [channel[end], samplesFd, ...(lifeline ? [lifeline[end]] : [])],
      },
      setting.deadlineMs,
    );
  const roles: RunningHelper[] = [];
  try {
    roles.push(startRole('donor', 0, setting.cpus.donorCpu));
    roles.push(startRole('receiver', 1, setting.cpus.receiverCpu));
  } finally {
    // Our copies must go at once: as long as they are open, nobody notices that a peer has died.
    for (const fd of [...channel, ...(lifeline ?? [])]) tools.close(fd);
  }
  const [donorEnd, receiverEnd] = (await settle(roles, setting.signal)) as [HelperEnd, HelperEnd];
  return judgeLaunch(
    [
      { role: 'donor', end: donorEnd, parsed: parseRoleReport(donorEnd.output) },
      { role: 'receiver', end: receiverEnd, parsed: parseRoleReport(receiverEnd.output) },
    ],
    expectationOf(launch, setting.cpus),
  );
}

/** The same launch without Node in it: `launch` starts the roles itself. */
async function runPlain({ launch, setting, tools, samplesFd }: Start): Promise<Verdict> {
  const helper = tools.startHelper(
    {
      path: setting.helperPath,
      arguments: [
        'launch',
        ...['--samples-fd', '3'],
        ...planArguments(launch.arm.mechanism, launch.parameters),
        ...optionalFlag('donor-cpu', setting.cpus.donorCpu),
        ...optionalFlag('receiver-cpu', setting.cpus.receiverCpu),
        ...optionalFlag('deadline-ms', setting.deadlineMs),
      ],
      descriptors: [samplesFd],
    },
    setting.deadlineMs,
  );
  const [end] = (await settle([helper], setting.signal)) as [HelperEnd];
  const { donor, receiver } = parseLaunchReport(end.output);
  return judgeLaunch(
    [
      { role: 'donor', end, parsed: donor },
      { role: 'receiver', end, parsed: receiver },
    ],
    expectationOf(launch, setting.cpus),
  );
}

function expectationOf({ arm, parameters }: PlannedLaunch, cpus: CpuPair): Expectation {
  const transfersCount = parameters.warmup + parameters.transfers;
  const moves = mechanisms.find(({ name }) => name === arm.mechanism)?.movesDescriptors ?? true;
  return { transfersCount, receivedCount: moves ? transfersCount * parameters.batch : 0, cpus };
}

/** Waits until all have ended; an interruption stops them and waits all the same. */
async function settle(helpers: readonly RunningHelper[], signal: AbortSignal): Promise<HelperEnd[]> {
  const stopAll = (): void => {
    for (const helper of helpers) helper.stop();
  };
  if (signal.aborted) stopAll();
  signal.addEventListener('abort', stopAll, { once: true });
  try {
    return await Promise.all(helpers.map((helper) => helper.ended));
  } finally {
    signal.removeEventListener('abort', stopAll);
  }
}

/** A launch that says "ok" is ok when its stamps can be true. Those that cannot are kept as well, to be looked at. */
function readStamps({ launch, tools, samplesFd }: Start, span: LaunchSpan): StampedPart {
  const { parameters } = launch;
  const failed = (failure: Failure): StampedPart => ({ status: 'failed', failure, samples: null });
  try {
    const columns = tools.readSampleLog(samplesFd, parameters.warmup + parameters.transfers);
    const samples = toLaunchSamples(columns, { warmup: parameters.warmup, count: parameters.batch });
    const failure = checkStamps(columns, parameters, span);
    return failure === null ? { samples } : { ...failed(failure), samples };
  } catch (error) {
    return failed(logUnreadable(error));
  }
}

type StampedPart = Pick<LaunchRecord, 'samples'> & Partial<Pick<LaunchRecord, 'status' | 'failure'>>;
