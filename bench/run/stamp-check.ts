// SPDX-License-Identifier: Apache-2.0
// Can these stamps be true? A helper may misread its clock, or make its numbers up. Instants that are
// missing, or contradict each other or the runner's clock, fail the launch before anybody computes with them.

import type { LaunchParameters } from '../../scenarios/scenario.ts';
import type { Failure, InstantColumn } from '../results/result.ts';
import { instants } from '../results/result.ts';
import type { LogColumns } from './sample-columns.ts';

/** CLOCK_MONOTONIC, which the helpers stamp too: before the first was started, after the last had ended. */
export interface LaunchSpan {
  readonly beganNs: bigint;
  readonly endedNs: bigint;
}

export interface StampedPlan extends Pick<
  LaunchParameters,
  'acknowledge' | 'numbers' | 'warmup' | 'initiator'
> {
  /** Transfers that were given up, warm-up included, as the receiver says; absent: none. */
  readonly lost?: number;
}

/** null: nothing speaks against them. */
export function checkStamps(columns: LogColumns, plan: StampedPlan, span: LaunchSpan): Failure | null {
  const missing = stampsMissing(columns, plan.lost ?? 0);
  if (missing !== null) return { code: 'SAMPLES_MISSING', operation: 'read', text: missing };
  const isStreamed = plan.acknowledge === 'none' && plan.numbers === 'announced';
  const isAsked = plan.initiator === 'receiver';
  const log = { ...heldOf(columns, plan.warmup), span, isStreamed, isAsked };
  for (const findLie of rules) {
    const lie = findLie(log);
    if (lie !== null) return { code: 'STAMPS', operation: 'check', text: lie };
  }
  return null;
}

/** A helper holds the log's descriptor: it may have cut it short. Every other error is the runner's own. */
export function logUnreadable(error: unknown): Failure {
  if ((error as NodeJS.ErrnoException).code !== 'EINVAL') throw error;
  const text = `the sample log no longer has its size; ${remedy}`;
  return { code: 'SAMPLES_MISSING', operation: 'read', text };
}

interface Log {
  readonly columns: LogColumns;
  readonly span: LaunchSpan;
  /** The donor sends on without waiting: no transfer has an end before the next one's start. */
  readonly isStreamed: boolean;
  /** The receiver begins a transfer, whether or not the donor has read the last acknowledgement. */
  readonly isAsked: boolean;
  readonly warmup: number;
}

/** What was given up has no end: the rules are for the others. */
function heldOf(columns: LogColumns, warmup: number): Pick<Log, 'columns' | 'warmup'> {
  const { holding } = columns;
  if (stampedCount(holding) === holding.length) return { columns, warmup };
  const held = instants.map((name) => [name, columns[name].filter((_, i) => holding[i] !== 0n)] as const);
  return {
    columns: Object.fromEntries(held) as Record<InstantColumn, BigUint64Array>,
    warmup: stampedCount(holding.subarray(0, warmup)),
  };
}

/** A launch that says "ok" and has not stamped what it was asked for is not ok. */
function stampsMissing({ start, holding }: LogColumns, lost: number): string | null {
  const held = stampedCount(holding);
  const found = Math.min(stampedCount(start), held);
  if (held === start.length - lost && found === held) return null;
  if (lost > 0)
    return `${String(found)} of ${String(start.length)} transfers were stamped, and the receiver says that it gave up ${String(lost)}; ${remedy}`;
  return `only ${String(found)} of ${String(start.length)} transfers were stamped; ${remedy}`;
}

const remedy = 'use a helper that keeps docs/helper-protocol.md';

/** In this order: the first says most. */
const rules: readonly ((log: Log) => string | null)[] = [
  outsideTheLaunch,
  stampedInPart,
  outOfOrder,
  withoutDuration,
  tooShort,
  moreCpuTimeThanTime,
];

const cpuColumns = ['donor_cpu', 'receiver_cpu'] as const;
const instantColumns = instants.filter((name) => name !== 'donor_cpu' && name !== 'receiver_cpu');

/** Stamps of another clock, of an earlier launch, or of the future. */
function outsideTheLaunch({ columns, span: { beganNs, endedNs } }: Log): string | null {
  for (const name of instantColumns) {
    const i = columns[name].findIndex((stamp) => stamp !== 0n && (stamp < beganNs || stamp > endedNs));
    const stamp = columns[name][i];
    if (stamp === undefined) continue;
    const where =
      stamp < beganNs
        ? `${ns(beganNs - stamp)} before the launch began`
        : `${ns(stamp - endedNs)} after the launch had ended`;
    return `${place(name, i)} lies ${where}: that is not CLOCK_MONOTONIC of this machine and this launch; ${remedy}`;
  }
  return null;
}

/** A column that only some samples have would give the figure of a choice: of the fast ones, say. */
function stampedInPart({ columns, isStreamed }: Log): string | null {
  for (const name of instants) {
    // In a stream only the first and the last transfer are looked at.
    if (name === 'used' && isStreamed) continue;
    const found = stampedCount(columns[name]);
    if (found !== 0 && found !== columns[name].length)
      return `${name} is stamped in ${String(found)} of ${String(columns[name].length)} samples, not in all and not in none; ${remedy}`;
  }
  return null;
}

type Order = readonly [earlier: InstantColumn, later: InstantColumn];

/** Instants of one sample. `sent` may lie after `holding`: the receiver does not wait for the donor's return. */
const withinSample: readonly Order[] = [
  ['due', 'start'],
  ['start', 'sent'],
  ['start', 'announced'],
  ['start', 'holding'],
  ['announced', 'holding'],
  ['holding', 'used'],
  ['holding', 'released'],
  ['used', 'released'],
  ['holding', 'acknowledged'],
  ['sent', 'acknowledged'],
];
/** An instant of one sample, and one of the next. */
const fromSampleToSample: readonly Order[] = [
  ['start', 'start'],
  ['holding', 'holding'],
];
/** READY comes when everything is released, and with known numbers the receiver starts by itself. */
const oneAfterTheOther: readonly Order[] = [
  ['holding', 'start'],
  ['released', 'start'],
];
/** Where the donor begins, it knows that the last one is over. */
const acknowledgedBefore: Order = ['acknowledged', 'start'];

function outOfOrder({ columns, isStreamed, isAsked }: Log): string | null {
  const between = [
    ...fromSampleToSample,
    ...(isStreamed ? [] : oneAfterTheOther),
    ...(isStreamed || isAsked ? [] : [acknowledgedBefore]),
  ];
  return (
    firstOf(withinSample, (order) => reversed(columns, order, 0)) ??
    firstOf(between, (order) => reversed(columns, order, 1))
  );
}

function reversed(columns: LogColumns, [earlier, later]: Order, distance: 0 | 1): string | null {
  const before = columns[earlier];
  const after = columns[later];
  for (let i = distance; i < after.length; i++) {
    const first = before[i - distance] ?? 0n;
    const second = after[i] ?? 0n;
    if (first === 0n || second === 0n || first <= second) continue;
    const of = distance === 0 ? `its ${earlier}` : `${earlier} of the sample before`;
    return `${place(later, i)} lies ${ns(first - second)} before ${of}; ${remedy}`;
  }
  return null;
}

/** Some may, as far as this rule goes: a clock that advances every 4 ms says 0 for a transfer between two of its steps. */
function withoutDuration({ columns, isStreamed, warmup }: Log): string | null {
  const { start, holding } = columns;
  const [first, last] = [holding[warmup - 1], holding.at(-1)];
  if (isStreamed)
    return first !== undefined && first === last ? `the whole stream took 0 ns; ${remedy}` : null;
  const recorded = start.length - warmup;
  const zeros = holding.subarray(warmup).filter((stamp, i) => stamp === start[warmup + i]).length;
  if (zeros * 2 <= recorded) return null;
  return `${String(zeros)} of ${String(recorded)} recorded transfers took 0 ns from start to holding, which none can: the helper does not stamp them, or the clock is too coarse to time them ("doctor" says its step); ${remedy}`;
}

/** Two system calls at least, and bytes that another process wrote: no machine does that in so little. */
const shortestTransferNs = 50n;
/** Where a clock advances in longer steps, so short a time is one that it cannot tell. */
const coarseStepNs = 100n;
/** One in so many is borne. */
const tooShortShare = 100;

/** What cannot be is a lie where the clock could have told. A plausible lie is not seen here, nor anywhere. */
function tooShort(log: Log): string | null {
  const { columns, isStreamed, warmup } = log;
  const { start, holding } = columns;
  const durations = holding.subarray(warmup).map((stamp, i) => stamp - (start[warmup + i] ?? 0n));
  const found = durations.filter((duration) => duration < shortestTransferNs).length;
  if (isStreamed || found * tooShortShare <= durations.length || stepOf(log) > coarseStepNs) return null;
  return `${String(found)} of ${String(durations.length)} recorded transfers took under ${ns(shortestTransferNs)} from start to holding, which none can; ${remedy}`;
}

/** The greatest common divisor of all distances: what the stamps' clock advances by, at most. */
function stepOf({ columns: { start, holding } }: Log): bigint {
  const origin = start[0] ?? 0n;
  let step = 0n;
  for (const column of [start, holding]) {
    for (const stamp of column) {
      let rest = stamp > origin ? stamp - origin : origin - stamp;
      while (rest !== 0n) [step, rest] = [rest, step % rest];
      if (step !== 0n && step <= coarseStepNs) return step;
    }
  }
  return step;
}

/** The clocks of a CPU and of the wall may drift apart by 0.05 % (adjtimex(2)). */
const driftAllowedPercent = 1n;

/** One thread cannot use more CPU time than there was time. */
function moreCpuTimeThanTime({ columns, span: { beganNs, endedNs } }: Log): string | null {
  const time = endedNs - beganNs;
  return firstOf(cpuColumns, (name) => {
    const used = columns[name].reduce((sum, value) => sum + value, 0n);
    if (used * 100n <= time * (100n + driftAllowedPercent)) return null;
    return `${name} adds up to ${ns(used)} in a launch of ${ns(time)}: more than one thread can use; ${remedy}`;
  });
}

function firstOf<T>(candidates: readonly T[], find: (candidate: T) => string | null): string | null {
  for (const candidate of candidates) {
    const found = find(candidate);
    if (found !== null) return found;
  }
  return null;
}

function stampedCount(column: BigUint64Array): number {
  return column.reduce((count, stamp) => (stamp === 0n ? count : count + 1), 0);
}

function place(name: InstantColumn, sample: number): string {
  return `${name} of sample ${String(sample)} (from 0, warm-up included)`;
}

function ns(duration: bigint): string {
  return `${String(duration)} ns`;
}
