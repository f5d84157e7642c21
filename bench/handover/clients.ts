// SPDX-License-Identifier: Apache-2.0
// The clients of one handover: `handover-helper load`, and the log that it writes.

import { close, memfdCreate } from '../native.ts';
import type { Failure } from '../results/result.ts';
import type { AttendedHelper } from '../run/spawn-helper.ts';
import type { ClientEntry } from './client-log.ts';
import { entryBytes, readClientLog } from './client-log.ts';
import { endSoon } from './helper-ends.ts';
import { linesOf, parseClientsReady, parseClientsReport } from './helper-lines.ts';
import { startInPlace } from './start-in-place.ts';
import type { SubjectSetting } from './subject.ts';

export interface Clients {
  /** When the first is due: CLOCK_MONOTONIC, ns. */
  readonly originNs: bigint;
  /** When all have ended. */
  readonly ended: () => Promise<ClientsEnd>;
  readonly stop: () => void;
}

export interface ClientsEnd {
  readonly failure: Failure | null;
  readonly entries: readonly ClientEntry[];
  readonly lateMaxNs: number;
}

export type ClientsOrNot =
  | { readonly kind: 'started'; readonly clients: Clients }
  | { readonly kind: 'failed'; readonly failure: Failure };

export async function startClients(setting: SubjectSetting, ports: readonly number[]): Promise<ClientsOrNot> {
  const { ratePerSecond, beforeMs, afterMs } = setting.planned.parameters;
  const count = Math.floor((ratePerSecond * (beforeMs + afterMs)) / 1000);
  const log = memfdCreate('clients', count * entryBytes);
  const helper = load(setting, ports, log);
  const originNs = parseClientsReady((await helper.firstLine) ?? '');
  if (originNs === null) {
    const end = await endSoon(helper);
    close(log);
    const report = parseClientsReport(linesOf(end.output).at(-1) ?? '');
    const text = `the clients did not start: ${end.startError ?? end.errors.trim()}`;
    return { kind: 'failed', failure: report?.error ?? { code: 'CLIENTS', operation: 'load', text } };
  }
  const clients = { originNs, ended: () => followed(helper, { log, count, originNs }), stop: helper.stop };
  return { kind: 'started', clients };
}

function load(setting: SubjectSetting, ports: readonly number[], log: number): AttendedHelper {
  const { place, planned, deadlineMs } = setting;
  const { ratePerSecond, arrivals, beforeMs, afterMs, timeoutMs, requests, streams } = planned.parameters;
  const flags = {
    kind: planned.clients,
    ports: ports.join(','),
    'rate-per-second': ratePerSecond,
    arrivals,
    seed: planned.seed,
    'for-ms': beforeMs + afterMs,
    'timeout-ms': timeoutMs,
    requests,
    ...(streams > 0 && { streams }),
    'log-fd': 3,
    'deadline-ms': deadlineMs,
  };
  const words = Object.entries(flags).flatMap(([flag, value]) => [`--${flag}`, String(value)]);
  return startInPlace(setting, [place.helperPath, 'load', ...words], { descriptors: [log] });
}

interface Log {
  readonly log: number;
  readonly count: number;
  readonly originNs: bigint;
}

async function followed(helper: AttendedHelper, { log, count, originNs }: Log): Promise<ClientsEnd> {
  const end = await helper.ended;
  const report = parseClientsReport(linesOf(end.output).at(-1) ?? '');
  try {
    if (report?.status !== 'ok') {
      const text = `the clients ended early: ${end.signal ?? end.errors.trim()}`;
      const failure = report?.error ?? { code: 'CLIENTS', operation: 'load', text };
      return { failure, entries: [], lateMaxNs: 0 };
    }
    const entries = readClientLog(log, count, originNs);
    return { failure: disagreement(entries, report.outcomes), entries, lateMaxNs: report.late_max_ns };
  } catch (error) {
    // It may be anybody's helper that has written it.
    if (!(error instanceof RangeError)) throw error;
    return { failure: ofLedger(error.message), entries: [], lateMaxNs: 0 };
  } finally {
    close(log);
  }
}

/** The clients' own count and the log are two witnesses. */
function disagreement(
  entries: readonly ClientEntry[],
  said: Readonly<Record<string, number>>,
): Failure | null {
  const counted = new Map<string, number>();
  for (const { outcome } of entries) counted.set(outcome, (counted.get(outcome) ?? 0) + 1);
  const pending = counted.get('pending') ?? 0;
  if (pending > 0)
    return ofLedger(`the clients have ended, and ${String(pending)} that they offered have not`);
  const wrong = Object.entries(said).find(([outcome, count]) => (counted.get(outcome) ?? 0) !== count);
  if (wrong === undefined) return null;
  const text = `the clients say ${String(wrong[1])} ${wrong[0]}, their log has ${String(counted.get(wrong[0]) ?? 0)}`;
  return ofLedger(text);
}

function ofLedger(text: string): Failure {
  return { code: 'LEDGER', operation: 'load', text };
}
