// SPDX-License-Identifier: Apache-2.0
// One block of single calls: one Bench, one task a call. Tinybench keeps the time budget and the
// order; every duration is measured in C and only passed through.

import { Bench } from 'tinybench';
import { timeCall } from '../native.ts';
import type { CallCell } from '../plan/plan.ts';
import type { LaunchRecord } from '../results/result.ts';
import { readSystem, systemSince } from './system-delta.ts';

const warmupGroups = 5;

/** The calls in the order given; a call that is refused here gives an `unsupported` record. */
export function runCallBlock(
  cell: CallCell,
  block: number,
  calls: readonly string[],
): Omit<LaunchRecord, 'launch'>[] {
  const { group, groups } = cell.scenario;
  const before = readSystem();
  const measured = new Map<string, Measured>(calls.map((call) => [call, { groups: [], error: null }]));
  const bench = new Bench({
    iterations: groups,
    time: 0,
    warmup: true,
    warmupIterations: warmupGroups,
    warmupTime: 0,
    retainSamples: true,
  });
  // `async: false` is said, not detected: detecting would call the function once more.
  for (const [call, kept] of measured) bench.add(call, () => timeGroup(call, group, kept), { async: false });
  bench.runSync();
  const system = systemSince(before);
  return calls.map((call, position) => {
    const place = {
      scenario: cell.scenario.id,
      placement: cell.placement,
      block,
      position,
      arm: call,
      point: null,
    };
    return { ...place, ...recordOf(measured.get(call), group), system };
  });
}

/** Durations in the order in which they were measured: tinybench sorts its own copy. */
interface Measured {
  readonly groups: number[];
  error: NodeJS.ErrnoException | null;
}

function timeGroup(call: string, group: number, kept: Measured): { overriddenDuration: number } {
  try {
    const ns = timeCall(call, group);
    kept.groups.push(ns);
    return { overriddenDuration: ns / group / 1e6 };
  } catch (error) {
    kept.error = error as NodeJS.ErrnoException;
    throw error;
  }
}

/** What a kernel or a filter says when it does not have or allow a call; all else went wrong. */
const refusals: readonly string[] = ['EPERM', 'EACCES', 'ENOSYS'];

function recordOf(
  measured: Measured | undefined,
  group: number,
): Pick<LaunchRecord, 'status' | 'failure' | 'parameters' | 'roles' | 'samples'> {
  const error = measured?.error ?? null;
  const shared = { parameters: null, roles: [] };
  if (error !== null) {
    const code = error.code ?? 'ERROR';
    const failure = { code, operation: error.syscall ?? 'call', text: error.message };
    return { ...shared, status: refusals.includes(code) ? 'unsupported' : 'failed', failure, samples: null };
  }
  const durations = measured?.groups ?? [];
  // There are no instants here, only durations: each group starts at its own zero.
  const columns = { start: durations.map(() => 0), holding: durations };
  const samples = { epoch_ns: '0', warmup: warmupGroups, count: group, columns };
  return { ...shared, status: 'ok', failure: null, samples };
}
