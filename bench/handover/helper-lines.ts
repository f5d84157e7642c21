// SPDX-License-Identifier: Apache-2.0
// The JSON lines of `serve`, `load` and `namespace` (docs/handover-protocol.md). They may come from anybody's helper:
// nothing of a line is believed before its shape has been looked at.

import type { Pauses } from '../results/handover.ts';
import type { Failure } from '../results/result.ts';
import type { Shape } from '../run/role-report.ts';
import { errorOf, parseLine, wrongField } from '../run/role-report.ts';
import { isPrintable } from '../stats/quantile.ts';
import { outcomes } from './client-log.ts';

const status = ['ready', 'ok', 'failed', 'unsupported'] as const;

const serviceShape = {
  role: ['service'],
  generation: 'number',
  pid: 'number',
  status,
} as const satisfies Shape;

const reportShape = {
  ...serviceShape,
  counts: {
    accepted: 'number',
    answered: 'number',
    unanswered: 'number',
    streams_given: 'number',
    streams_taken: 'number',
    accept_failures: 'number',
    ghost_wakeups: 'number',
    resumed: 'number',
    wrong: 'number',
  },
  instants: {},
  usage_since_go: { user_ns: 'number', system_ns: 'number' },
} as const satisfies Shape;

export interface ServiceReport {
  readonly generation: number;
  readonly status: 'ok' | 'failed' | 'unsupported';
  readonly counts: Readonly<Record<keyof (typeof reportShape)['counts'], number>>;
  /** CLOCK_MONOTONIC, ns, as decimal strings. */
  readonly instants: Readonly<Record<string, string | null>>;
  readonly usage_since_go: { readonly user_ns: number; readonly system_ns: number };
  readonly pauses: Pauses | null;
  readonly error: Failure | null;
}

export interface ServiceReady {
  readonly generation: number;
  readonly pid: number;
  readonly ports: readonly number[];
}

export interface ClientsReport {
  readonly status: 'ok' | 'failed' | 'unsupported';
  readonly offered: number;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly doubled: number;
  readonly late_max_ns: number;
  readonly error: Failure | null;
}

export function linesOf(output: string): readonly string[] {
  return output.split('\n').filter((line) => line !== '');
}

/** null: this is not such a line. */
export function parseServiceReady(line: string): ServiceReady | null {
  const value = valueOf(line, serviceShape);
  const ports: unknown = value?.['ports'];
  if (value?.['status'] !== 'ready' || !Array.isArray(ports)) return null;
  return ports.every(isPort) ? (value as unknown as ServiceReady) : null;
}

const isPort = (port: unknown): boolean =>
  Number.isInteger(port) && (port as number) > 0 && (port as number) < 65_536;

export function parseServiceReport(line: string): ServiceReport | null {
  const value = valueOf(line, reportShape);
  if (value === null || value['status'] === 'ready') return null;
  return { ...value, pauses: pausesIn(value['pauses']), error: errorOf(value) } as unknown as ServiceReport;
}

/** p99 of fewer than a thousand streams is not told: too few lie beyond it. */
function pausesIn(value: unknown): Pauses | null {
  const { streams, p50_ns, p99_ns, max_ns } = (value ?? {}) as Readonly<Record<string, unknown>>;
  if (![streams, p50_ns, p99_ns, max_ns].every(Number.isSafeInteger)) return null;
  const p99 = isPrintable(streams as number, 0.99) ? (p99_ns as number) : null;
  return { streams: streams as number, p50: p50_ns as number, p99, max: max_ns as number };
}

/** The report of a process of this generation: of the last line that is one. */
export function reportOfGeneration(output: string, generation: number): ServiceReport | null {
  const reports = linesOf(output).map(parseServiceReport);
  return reports.findLast((report) => report?.generation === generation) ?? null;
}

/** When the first is due: CLOCK_MONOTONIC, ns. */
export function parseClientsReady(line: string): bigint | null {
  const value = valueOf(line, { role: ['clients'], status: ['ready'], origin: 'string' });
  const origin = value?.['origin'];
  return typeof origin === 'string' && /^\d{1,20}$/.test(origin) ? BigInt(origin) : null;
}

export function parseClientsReport(line: string): ClientsReport | null {
  const value = valueOf(line, {
    role: ['clients'],
    status: ['ok', 'failed', 'unsupported'],
    offered: 'number',
    doubled: 'number',
    late_max_ns: 'number',
    outcomes: Object.fromEntries(outcomes.map((outcome) => [outcome, 'number'])),
  });
  return value === null ? null : ({ ...value, error: errorOf(value) } as unknown as ClientsReport);
}

export interface NamespaceReady {
  readonly pid: number;
  readonly status: 'ready' | 'failed' | 'unsupported';
  readonly error: Failure | null;
}

export function parseNamespaceReady(line: string): NamespaceReady | null {
  const value = valueOf(line, { role: ['namespace'], pid: 'number', status });
  // 0 would be everybody's network.
  if (value === null || !Number.isSafeInteger(value['pid']) || (value['pid'] as number) <= 0) return null;
  return { ...value, error: errorOf(value) } as unknown as NamespaceReady;
}

function valueOf(line: string, shape: Shape): Readonly<Record<string, unknown>> | null {
  const parsed = parseLine(line);
  if (parsed.kind !== 'line') return null;
  return wrongField(parsed.value, shape) === null ? parsed.value : null;
}
