// SPDX-License-Identifier: Apache-2.0
// The machine is busy while a launch runs: processes that make load are started before it, waited for until they are
// at work, and ended after it, each by its own handle.

import type { MachineLoad } from '../../scenarios/scenario.ts';
import type { MachineLoadReport } from '../results/result.ts';
import { optionalFlag } from './helper-arguments.ts';
import type { LoadFailed, LoadPlace, LoadVerdict } from './load-report.ts';
import { judgeLoad, saysReady } from './load-report.ts';
import type { CpuPair } from './placement.ts';
import type { AttendedHelper, HelperCommand, HelperEnd } from './spawn-helper.ts';
import { spawnHelper } from './spawn-helper.ts';

export interface LoadSetting {
  readonly helperPath: string;
  readonly load: MachineLoad;
  readonly cpus: CpuPair;
  readonly allowedCpus: readonly number[];
  /** From the start of the load: the whole launch must fit into it. */
  readonly deadlineMs: number;
  /** Ends everything at once. */
  readonly signal: AbortSignal;
}

export interface RunningLoad {
  readonly status: 'running';
  /** Ends all, waits for them, and says whether they were there all the time. To be called once. */
  readonly end: () => Promise<LoadEnd>;
}

export type LoadEnd = { readonly status: 'ok'; readonly reports: readonly MachineLoadReport[] } | LoadFailed;

export interface LoadTools {
  readonly startHelper: (command: HelperCommand, deadlineMs: number) => AttendedHelper;
  /** How long a process may take to end once it was told. */
  readonly graceMs: number;
}

const loadTools: LoadTools = { startHelper: spawnHelper, graceMs: 2000 };

/** When all are at work: a running load, also where the word needs no process. When one is not: its failure, and none
 * is left. */
export async function startMachineLoad(
  setting: LoadSetting,
  tools: LoadTools = loadTools,
): Promise<RunningLoad | LoadFailed> {
  if (setting.signal.aborted) return interrupted;
  const processes = loadPlaces(setting).map((place) => startProcess(place, setting, tools));
  const end = endOnce(processes, setting.signal, tools);
  const ready = await Promise.all(processes.map(waitUntilReady));
  if (ready.every(Boolean)) return { status: 'running', end };
  const ended = await end();
  return ended.status === 'ok' ? notReady : ended;
}

/** Where a role is not pinned it may be anywhere: then its hog is on every CPU. */
export function loadPlaces({
  load,
  cpus: { donorCpu, receiverCpu },
  allowedCpus,
}: Pick<LoadSetting, 'load' | 'cpus' | 'allowedCpus'>): LoadPlace[] {
  const hogsBeside = (...roles: readonly (number | null)[]): LoadPlace[] => {
    const cpus = roles.flatMap((cpu) => (cpu === null ? allowedCpus : [cpu]));
    return [...new Set(cpus)].map((cpu) => ({ kind: 'hog', cpu }));
  };
  switch (load) {
    case 'none':
    case 'throttled-donor': // a cgroup, no process: throttle.ts
      return [];
    case 'hog-donor':
      return hogsBeside(donorCpu);
    case 'hog-receiver':
      return hogsBeside(receiverCpu);
    case 'hog-both':
      return hogsBeside(donorCpu, receiverCpu);
    case 'memory':
    case 'forks':
    case 'in-flight':
      return [{ kind: load, cpu: null }];
  }
}

interface LoadProcess {
  readonly place: LoadPlace;
  readonly helper: AttendedHelper;
  readonly beganNs: bigint;
  /** null until it has said that it is at work. */
  readyNs: bigint | null;
  end: HelperEnd | null;
}

function startProcess(place: LoadPlace, setting: LoadSetting, tools: LoadTools): LoadProcess {
  const { helperPath, deadlineMs } = setting;
  const words = ['load', '--kind', place.kind, ...optionalFlag('cpu', place.cpu)];
  const command: HelperCommand = {
    path: helperPath,
    arguments: [...words, ...optionalFlag('deadline-ms', deadlineMs)],
    descriptors: [],
    holdsInput: true,
  };
  const beganNs = process.hrtime.bigint();
  const started: LoadProcess = {
    place,
    helper: tools.startHelper(command, deadlineMs),
    beganNs,
    readyNs: null,
    end: null,
  };
  void started.helper.ended.then((end) => {
    started.end = end;
  });
  return started;
}

async function waitUntilReady(started: LoadProcess): Promise<boolean> {
  const isReady = saysReady(await started.helper.firstLine, started.place);
  if (isReady) started.readyNs = process.hrtime.bigint();
  return isReady;
}

/** An interruption stops all of them from the beginning on, whether or not anybody waits for their end. */
function endOnce(
  processes: readonly LoadProcess[],
  signal: AbortSignal,
  { graceMs }: LoadTools,
): () => Promise<LoadEnd> {
  const stopAll = (): void => {
    for (const { helper, end } of processes) if (end === null) helper.stop();
  };
  signal.addEventListener('abort', stopAll, { once: true });
  return async () => {
    const verdicts = await Promise.all(processes.map((started) => endProcess(started, graceMs)));
    signal.removeEventListener('abort', stopAll);
    if (signal.aborted) return interrupted;
    const wrong = verdicts.find((verdict) => verdict.status !== 'ok');
    if (wrong !== undefined) return wrong;
    return { status: 'ok', reports: verdicts.flatMap((one) => (one.status === 'ok' ? [one.report] : [])) };
  };
}

async function endProcess(started: LoadProcess, graceMs: number): Promise<LoadVerdict> {
  const { place, helper, beganNs, readyNs } = started;
  const endedBeforeTold = started.end !== null;
  const toldNs = process.hrtime.bigint();
  let overstayed = false;
  const timer = setTimeout(() => {
    overstayed = true;
    helper.stop();
  }, graceMs);
  helper.closeInput();
  const end = await helper.ended;
  clearTimeout(timer);
  return judgeLoad({
    place,
    end,
    endedBeforeTold,
    overstayed,
    leastSpanNs: readyNs === null ? 0 : Number(toldNs - readyNs),
    mostSpanNs: Number(process.hrtime.bigint() - beganNs),
  });
}

const interrupted: LoadFailed = {
  status: 'failed',
  failure: { code: 'INTERRUPTED', operation: 'wait', text: 'the load on the machine was interrupted' },
};

const notReady: LoadFailed = {
  status: 'failed',
  failure: {
    code: 'HELPER_OUTPUT',
    operation: 'read',
    text: 'a process of load ended well without having said that it is at work; use a helper that keeps docs/helper-protocol.md',
  },
};
