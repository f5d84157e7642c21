// SPDX-License-Identifier: Apache-2.0
// Sample logs as an honest helper stamps them, for each plan that the loops of native/core know. What is drawn is
// only how long each step takes; which instants there are, and their order, follows docs/helper-protocol.md.

import type { InstantColumn } from '../../results/result.ts';
import { instants } from '../../results/result.ts';
import type { LogColumns } from '../sample-columns.ts';
import type { LaunchSpan, StampedPlan } from '../stamp-check.ts';

/** `floor`: nothing is looked at, so `used` is never stamped. `open-loop`: due by schedule, started late. `asked`: the
 * same, begun by the receiver, which does not wait for its acknowledgement to be read. */
export const logKinds = ['paced', 'floor', 'open-loop', 'asked', 'streamed', 'known'] as const;
export type LogKind = (typeof logKinds)[number];

export interface HonestLog {
  readonly columns: LogColumns;
  readonly plan: StampedPlan;
  readonly span: LaunchSpan;
}

export interface LogWishes {
  readonly warmup: number;
  readonly transfers: number;
  /** Before the first stamp. */
  readonly beganNs: bigint;
  /** Every instant is a multiple of it, and no transfer is shorter, nor than 100 ns. */
  readonly quantumNs: bigint;
  /** How long the next step takes, in quanta. */
  readonly draw: () => number;
}

export function honestLog(kind: LogKind, wishes: LogWishes): HonestLog {
  const { warmup, transfers, beganNs, quantumNs } = wishes;
  const count = warmup + transfers;
  const columns = Object.fromEntries(instants.map((name) => [name, new BigUint64Array(count)])) as Columns;
  const step = (): bigint => BigInt(wishes.draw()) * quantumNs;
  const stampOne = kind === 'streamed' ? stampStreamed : kind === 'known' ? stampKnown : stampPaced(kind);
  // The roles have to be started first.
  let now = beganNs + quantumNs;
  for (let i = 0; i < count; i++) now = stampOne({ columns, i, count, quantumNs, step }, now);
  const acknowledge = kind === 'streamed' ? 'none' : 'transfer';
  const initiator = kind === 'asked' ? 'receiver' : 'donor';
  return {
    columns,
    plan: { warmup, acknowledge, numbers: kind === 'known' ? 'known' : 'announced', initiator },
    span: { beganNs, endedNs: lastStamp(columns) + step() },
  };
}

type Columns = Record<InstantColumn, BigUint64Array>;

interface Sample {
  readonly columns: Columns;
  readonly i: number;
  readonly count: number;
  readonly quantumNs: bigint;
  readonly step: () => bigint;
}

/** 100 ns, in whole quanta: a transfer of less is none. */
function shortest(quantumNs: bigint): bigint {
  return quantumNs * ((99n + quantumNs) / quantumNs);
}

/** Answers with the time at which the next sample may begin. */
type StampOne = (sample: Sample, now: bigint) => bigint;

function stampPaced(kind: LogKind): StampOne {
  return ({ columns, i, quantumNs, step }, now) => {
    const due = now + step();
    const start = kind === 'open-loop' || kind === 'asked' ? due + step() : due;
    const announced = start + step();
    const holding = announced + shortest(quantumNs) + step();
    const sent = start + step();
    const acknowledged = later(holding, sent) + step();
    const used = holding + step();
    const released = used + step();
    put(columns, i, { due, start, announced, holding, sent, acknowledged, released });
    if (kind !== 'floor') put(columns, i, { used });
    // A donor that is asked again before it has read the acknowledgement is charged for no time twice.
    const donorCpu = kind === 'asked' ? holding - start : acknowledged - start;
    const cpu = { donor_cpu: donorCpu, receiver_cpu: holding - announced };
    put(columns, i, cpu);
    return kind === 'asked' ? released : later(acknowledged, released);
  };
}

/** The donor is ahead of the receiver, or behind it: only the order of each is certain. */
const stampStreamed: StampOne = ({ columns, i, count, quantumNs, step }, now) => {
  const start = later((columns.sent[i - 1] ?? now) + step(), now - step());
  const sent = start + step();
  const announced = later(columns.holding[i - 1] ?? now, start) + step();
  const holding = announced + shortest(quantumNs) + step();
  put(columns, i, { due: start, start, sent, announced, holding });
  if (i === 0 || i === count - 1) put(columns, i, { used: holding });
  return later(sent, holding);
};

const stampKnown: StampOne = ({ columns, i, quantumNs, step }, now) => {
  const start = now + step();
  const holding = start + shortest(quantumNs) + step();
  const used = holding + step();
  const released = used + step();
  put(columns, i, { start, holding, used, released });
  return released;
};

function put(columns: Columns, i: number, stamps: Partial<Record<InstantColumn, bigint>>): void {
  for (const [name, value] of Object.entries(stamps)) columns[name as InstantColumn][i] = value;
}

function later(one: bigint, other: bigint): bigint {
  return one > other ? one : other;
}

/** An acknowledgement may be read after everything else. */
function lastStamp(columns: Columns): bigint {
  const stamps = instants.filter((name) => !name.endsWith('cpu')).flatMap((name) => [...columns[name]]);
  return stamps.reduce(later, 0n);
}
