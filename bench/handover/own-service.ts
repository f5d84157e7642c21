// SPDX-License-Identifier: Apache-2.0
// Our own service (native/service): an old process that serves, and a new one that stands ready to take over. Where the new
// one is started by the old one, or nothing is handed over, there is only the old one here.

import { close, socketpair } from '../native.ts';
import type { AttendedHelper, HelperEnd } from '../run/spawn-helper.ts';
import { endSoon } from './helper-ends.ts';
import type { ServiceReport } from './helper-lines.ts';
import { linesOf, parseServiceReady, parseServiceReport, reportOfGeneration } from './helper-lines.ts';
import { startInPlace } from './start-in-place.ts';
import type { Subject, SubjectEnd, SubjectOrNot, SubjectSetting } from './subject.ts';

/** The first of the ports: in a namespace of our own all are free. */
const portFirst = 10_000;
const armsWithoutNewProcess: readonly string[] = ['no_handover', 'inherit_exec'];

export async function startOwnService(setting: SubjectSetting): Promise<SubjectOrNot> {
  const { gives } = setting.planned.arm;
  const hasNew = !armsWithoutNewProcess.includes(gives);
  const ends = hasNew ? socketpair('seqpacket') : null;
  const old = serve(setting, ['--gives', gives, ...oldWords(setting), ...deathOf(setting, 'old')], ends?.[0]);
  const next =
    ends === null
      ? null
      : serve(setting, ['--takes', gives, '--generation', '2', ...deathOf(setting, 'new')], ends[1]);
  ends?.forEach(close);
  const ports = parseServiceReady((await old.firstLine) ?? '')?.ports;
  const newLine = next === null ? '' : await next.firstLine;
  if (ports !== undefined && newLine !== null)
    return {
      kind: 'started',
      subject: subjectOf({ old, next, ports, isStopped: setting.planned.arm.stopsAt !== undefined }),
    };
  return await notStarted(old, next);
}

function oldWords({ place, planned }: SubjectSetting): string[] {
  const { listeners } = planned.parameters;
  const port = place.namespacePid === 0 ? 0 : portFirst;
  const fault = planned.arm.fault === undefined ? [] : [`--${planned.arm.fault}`];
  const stop = planned.arm.stopsAt === undefined ? [] : ['--stop-at', planned.arm.stopsAt];
  return [
    '--generation',
    '1',
    '--listeners',
    String(listeners),
    '--port-first',
    String(port),
    ...fault,
    ...stop,
  ];
}

function deathOf({ planned: { death } }: SubjectSetting, who: 'old' | 'new'): string[] {
  return death?.who === who ? ['--die-at', death.phase] : [];
}

function serve(
  setting: SubjectSetting,
  words: readonly string[],
  channel: number | undefined,
): AttendedHelper {
  const { place, planned, deadlineMs } = setting;
  const { serviceNs, trialMs } = planned.parameters;
  const program = [
    place.helperPath,
    'serve',
    ...words,
    ...(channel === undefined ? [] : ['--channel-fd', '3']),
    ...(planned.clients === 'datagrams' ? ['--datagrams'] : []),
    ...[
      '--service-ns',
      String(serviceNs),
      '--trial-ms',
      String(trialMs),
      '--deadline-ms',
      String(deadlineMs),
    ],
  ];
  return startInPlace(setting, program, {
    descriptors: channel === undefined ? [] : [channel],
    holdsInput: true,
  });
}

async function notStarted(old: AttendedHelper, next: AttendedHelper | null): Promise<SubjectOrNot> {
  const ends = await Promise.all([endSoon(old), next === null ? undefined : endSoon(next)]);
  const report = ends
    .flatMap((end) => linesOf(end?.output ?? '').map(parseServiceReport))
    .find((one) => one?.error);
  const kind = report?.status === 'unsupported' ? 'unsupported' : 'failed';
  const said = ends.map((end) => end?.startError ?? end?.errors.trim() ?? '').find((text) => text !== '');
  const failure = report?.error ?? {
    code: 'SERVICE',
    operation: 'serve',
    text: `it did not start: ${said ?? 'no word'}`,
  };
  return { kind, failure };
}

interface Processes {
  readonly old: AttendedHelper;
  readonly next: AttendedHelper | null;
  readonly ports: readonly number[];
  /** The old one has stopped itself: without SIGCONT it would neither end nor tell. */
  readonly isStopped: boolean;
}

function subjectOf({ old, next, ports, isStopped }: Processes): Subject {
  let go: bigint | null = null;
  const wake = (): void => {
    if (isStopped) old.signal('SIGCONT');
  };
  return {
    ports,
    handOver: () => {
      go = process.hrtime.bigint();
      old.say('g');
      return Promise.resolve();
    },
    end: async () => {
      old.closeInput();
      next?.closeInput();
      wake();
      const [oldEnd, newEnd] = await Promise.all([old.ended, next?.ended]);
      return whatTheySay(oldEnd, newEnd ?? null, go);
    },
    stop: () => {
      old.stop();
      next?.stop();
      wake();
    },
  };
}

function whatTheySay(oldEnd: HelperEnd, newEnd: HelperEnd | null, go: bigint | null): SubjectEnd {
  const oldReport = reportOfGeneration(oldEnd.output, 1);
  // A new process that was started by the old one shares its output.
  const newReport = reportOfGeneration((newEnd ?? oldEnd).output, 2);
  // Who died comes before what the other one says of it.
  const failure =
    (oldReport === null ? diedOf('old', oldEnd) : null) ??
    (newReport === null && newEnd !== null ? diedOf('new', newEnd) : null) ??
    oldReport?.error ??
    newReport?.error ??
    null;
  return {
    failure,
    instants: { ...instantsOf(oldReport, newReport), go },
    answered: { old: oldReport?.counts.answered ?? 0, new: newReport?.counts.answered ?? 0 },
    cpuNs: { old: cpuOf(oldReport), new: cpuOf(newReport) },
    pauses: newReport?.pauses ?? null,
    acceptFailures: (oldReport?.counts.accept_failures ?? 0) + (newReport?.counts.accept_failures ?? 0),
    resumed: oldReport?.counts.resumed ?? 0,
    ghostWakeups: (oldReport?.counts.ghost_wakeups ?? 0) + (newReport?.counts.ghost_wakeups ?? 0),
  };
}

function diedOf(which: string, end: HelperEnd): SubjectEnd['failure'] {
  const how = end.signal ?? `exit code ${String(end.exitCode)}`;
  return {
    code: 'SERVICE_DIED',
    operation: 'serve',
    text: `the ${which} process ended by ${how}, without a report`,
  };
}

function instantsOf(old: ServiceReport | null, next: ServiceReport | null): SubjectEnd['instants'] {
  return {
    go: null,
    read: instantOf(old, 'go'),
    given: instantOf(old, 'given'),
    lastAcceptByOld: instantOf(old, 'last_accept'),
    stopped: instantOf(old, 'stopped'),
    moved: instantOf(old, 'moved'),
    closed: instantOf(old, 'closed'),
    ...instantsOfNew(next),
  };
}

/** Those that the new process stamps. */
export function instantsOfNew(
  report: ServiceReport | null,
): Pick<SubjectEnd['instants'], 'holding' | 'accepting' | 'firstAcceptByNew'> {
  return {
    holding: instantOf(report, 'holding'),
    accepting: instantOf(report, 'accepting'),
    firstAcceptByNew: instantOf(report, 'first_accept'),
  };
}

function instantOf(report: ServiceReport | null, name: string): bigint | null {
  const text = report?.instants[name];
  return typeof text === 'string' && /^\d{1,20}$/.test(text) ? BigInt(text) : null;
}

function cpuOf(report: ServiceReport | null): number | null {
  return report === null ? null : report.usage_since_go.user_ns + report.usage_since_go.system_ns;
}
