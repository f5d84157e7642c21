// SPDX-License-Identifier: Apache-2.0
// One handover: a network, a service, its clients, the order, the end, the count. Node stamps when it gives the order,
// and sleeps: all other instants are stamped by the native processes.

import { setTimeout as sleep } from 'node:timers/promises';
import type { HandoverInstants, HandoverRecord } from '../results/handover.ts';
import type { Failure, LaunchStatus } from '../results/result.ts';
import type { ClientEntry } from './client-log.ts';
import type { Clients, ClientsEnd } from './clients.ts';
import { startClients } from './clients.ts';
import { judgeHandover } from './judge-handover.ts';
import { ledgerOf } from './ledger.ts';
import type { Place } from './namespace.ts';
import { openNamespace } from './namespace.ts';
import { startOwnService } from './own-service.ts';
import { startPeer } from './peers/index.ts';
import type { PlannedHandover } from '../plan/planned-handover.ts';
import { packEntries } from './pack-entries.ts';
import type { Subject, SubjectEnd, SubjectOrNot, SubjectSetting } from './subject.ts';
import { timelineAbout, windowsAbout } from './windows.ts';

export interface HandoverMachine {
  readonly helperPath: string;
  readonly cpus: { readonly services: number | null; readonly clients: number | null };
  /** Whether a network namespace may be made here. */
  readonly hasNamespace: boolean;
  readonly signal: AbortSignal;
}

/** What it needs from outside; apart, so that a test can watch the order. */
export interface HandoverTools {
  readonly openNamespace: typeof openNamespace;
  readonly startSubject: (setting: SubjectSetting) => Promise<SubjectOrNot>;
  readonly startClients: typeof startClients;
}

const handoverTools: HandoverTools = {
  openNamespace,
  startSubject: (setting) =>
    setting.planned.arm.peer === undefined ? startOwnService(setting) : startPeer(setting),
  startClients,
};

export type Unnumbered = Omit<HandoverRecord, 'handover'>;

/** Of setTimeout: more would be no wait at all. The clients' deadline comes first. */
const longestWaitMs = 2 ** 31 - 1;
/** Beyond what its parameters say it takes. */
const startAndEndMs = 10_000;

/** Runs it once, whatever comes of it; null when it was interrupted. */
export async function conductHandover(
  planned: PlannedHandover,
  machine: HandoverMachine,
  tools = handoverTools,
): Promise<Unnumbered | null> {
  const { beforeMs, afterMs, timeoutMs } = planned.parameters;
  const deadlineMs = beforeMs + afterMs + timeoutMs + startAndEndMs;
  const { signal } = machine;
  const network = await placeFor(planned, machine, { deadlineMs, tools });
  if (network.kind === 'refused')
    return signal.aborted ? null : unmeasured(planned, 'unsupported', network.failure);
  try {
    const record = await withSubject({ place: network.place, planned, deadlineMs, signal }, machine, tools);
    return signal.aborted ? null : record;
  } finally {
    await network.close();
  }
}

type Network =
  | { readonly kind: 'there'; readonly place: Place; readonly close: () => Promise<unknown> }
  | { readonly kind: 'refused'; readonly failure: Failure };

async function placeFor(
  { arm }: PlannedHandover,
  { helperPath, hasNamespace, signal }: HandoverMachine,
  { deadlineMs, tools }: { readonly deadlineMs: number; readonly tools: HandoverTools },
): Promise<Network> {
  const migratesRequests = arm.migratesRequests ?? false;
  // Other programs are told a port beforehand, which only in a namespace is surely free.
  const needsNamespace = migratesRequests || arm.peer !== undefined;
  if (!hasNamespace && !needsNamespace) {
    return { kind: 'there', place: { helperPath, namespacePid: 0 }, close: () => Promise.resolve() };
  }
  const opened = await tools.openNamespace(helperPath, { migratesRequests, deadlineMs, signal });
  if (opened.kind === 'refused') return opened;
  return { kind: 'there', place: opened.namespace, close: opened.namespace.close };
}

async function withSubject(
  setting: Omit<SubjectSetting, 'cpu'>,
  { cpus }: HandoverMachine,
  tools: HandoverTools,
): Promise<Unnumbered> {
  const { planned } = setting;
  const started = await tools.startSubject({ ...setting, cpu: cpus.services });
  if (started.kind !== 'started') return unmeasured(planned, started.kind, started.failure);
  const { subject } = started;
  const begun = await tools
    .startClients({ ...setting, cpu: cpus.clients }, subject.ports)
    .catch(async (error: unknown) => {
      subject.stop();
      await subject.end();
      throw error;
    });
  if (begun.kind === 'failed') {
    await subject.end();
    return unmeasured(planned, 'failed', begun.failure);
  }
  return await watched(setting, subject, begun.clients);
}

async function watched(
  { planned, signal }: Omit<SubjectSetting, 'cpu'>,
  subject: Subject,
  clients: Clients,
): Promise<Unnumbered> {
  const stopAll = (): void => {
    subject.stop();
    clients.stop();
  };
  signal.addEventListener('abort', stopAll, { once: true });
  try {
    if (signal.aborted) stopAll();
    const { originNs } = clients;
    const orderNs = originNs + BigInt(planned.parameters.beforeMs) * 1_000_000n;
    // Clients that end before the order are no clients: nobody waits for it then.
    const early = new AbortController();
    const ended = clients.ended().finally(() => {
      early.abort();
    });
    await handOverAt(subject, orderNs, AbortSignal.any([signal, early.signal]));
    const clientsEnd = await ended;
    const end = await subject.end();
    return toRecord(planned, originNs, clientsEnd, end);
  } catch (error) {
    // Whatever went wrong here, nothing of it goes on.
    stopAll();
    await subject.end();
    throw error;
  } finally {
    signal.removeEventListener('abort', stopAll);
  }
}

/** process.hrtime is CLOCK_MONOTONIC, as the helper's. A millisecond early or late does not matter: the subject stamps when
 * it gives the order. */
async function handOverAt(subject: Subject, orderNs: bigint, signal: AbortSignal): Promise<void> {
  const waitMs = Number(orderNs - process.hrtime.bigint()) / 1e6;
  await sleep(Math.min(Math.max(0, waitMs), longestWaitMs), undefined, { signal }).catch(() => undefined);
  if (!signal.aborted) await subject.handOver();
}

function toRecord(
  planned: PlannedHandover,
  originNs: bigint,
  { failure, entries, lateMaxNs }: ClientsEnd,
  end: SubjectEnd,
): Unnumbered {
  if (failure !== null) return unmeasured(planned, 'failed', failure);
  const ledger = ledgerOf(entries);
  const { go } = end.instants;
  const goNs = go === null ? null : Number(go - originNs);
  const instants = instantsFrom(end);
  const verdict = judgeHandover(planned, ledger, end, lastDueOfOld(entries));
  return {
    ...placeOf(planned),
    status: verdict === null ? 'ok' : 'failed',
    failure: verdict,
    ledger,
    instants,
    begunPerSecond: begunPerSecond(entries),
    lateMax: lateMaxNs,
    windows: goNs === null ? [] : windowsAbout(entries, goNs),
    pauses: end.pauses,
    cpu: { old: end.cpuNs.old, new: end.cpuNs.new },
    ghostWakeups: end.ghostWakeups,
    ...(planned.block === 0 && goNs !== null && { timeline: timelineAbout(entries, goNs) }),
    parameters: planned.parameters,
    originNs: String(originNs),
    goNs: go === null ? null : String(go),
    entries: packEntries(entries),
  };
}

function placeOf({
  scenario,
  block,
  position,
  arm,
  point,
}: PlannedHandover): Pick<Unnumbered, 'scenario' | 'block' | 'position' | 'arm' | 'point'> {
  return { scenario, block, position, arm: arm.id, point };
}

function instantsFrom({ instants }: SubjectEnd): HandoverInstants {
  const { go } = instants;
  const from = (instant: bigint | null): number | null =>
    go === null || instant === null ? null : Number(instant - go);
  return {
    read: from(instants.read),
    given: from(instants.given),
    holding: from(instants.holding),
    accepting: from(instants.accepting),
    firstAcceptByNew: from(instants.firstAcceptByNew),
    lastAcceptByOld: from(instants.lastAcceptByOld),
    stopped: from(instants.stopped),
    moved: from(instants.moved),
    closed: from(instants.closed),
  };
}

/** How long before the last was due, ms, the old process last served something that was due; null: it served nothing. */
function lastDueOfOld(entries: readonly ClientEntry[]): number | null {
  const last = entries.findLast(({ outcome, generation }) => outcome === 'served' && generation < 2);
  return last === undefined ? null : ((entries.at(-1)?.due ?? last.due) - last.due) / 1e6;
}

/** From the first that was begun to the last. */
function begunPerSecond(entries: readonly ClientEntry[]): number | null {
  const begun = entries.flatMap(({ started }) => (started === null ? [] : [started]));
  const [first, last] = [begun[0], begun.at(-1)];
  return first === undefined || last === undefined || last === first
    ? null
    : ((begun.length - 1) / (last - first)) * 1e9;
}

/** Nothing is known of it but why. */
export function unmeasured(planned: PlannedHandover, status: LaunchStatus, failure: Failure): Unnumbered {
  return {
    ...placeOf(planned),
    status,
    failure,
    ledger: null,
    instants: null,
    begunPerSecond: null,
    lateMax: null,
    windows: [],
    pauses: null,
    cpu: { old: null, new: null },
    ghostWakeups: 0,
    parameters: planned.parameters,
    originNs: '0',
    goNs: null,
    entries: null,
  };
}
