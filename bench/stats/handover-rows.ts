// SPDX-License-Identifier: Apache-2.0
// From handovers to rows: an arm at a point, over all its handovers. The handover is the unit: connections of one handover
// are not independent of each other.

import type { HandoverRow, HandoverSummary, Ledger, SojournWindow } from '../results/handover.ts';
import type { Estimate, RatioEstimate } from '../results/result.ts';
import { emptyLedger, addLedgers, lostOf } from '../results/ledger.ts';
import { estimateMedian, estimateRatio, intervalLevel } from './estimate.ts';
import { clopperPearson } from './proportion.ts';

export interface HandoverCellShape {
  readonly scenario: string;
  readonly arms: readonly string[];
  readonly points: readonly number[];
  readonly blocks: number;
  /** By arm, the control that it is held against; absent: it is one, or there is none. */
  readonly controls: Readonly<Record<string, string>>;
}

/** Which window tells the worst delay. */
const worstDelayMs = 100;
/** And which one the percentiles. */
const percentilesMs = 400;

export function handoverRows(cell: HandoverCellShape, handovers: readonly HandoverSummary[]): HandoverRow[] {
  const own = handovers.filter(({ scenario }) => scenario === cell.scenario);
  return cell.points.flatMap((point) =>
    cell.arms.flatMap((arm) => {
      const of = (name: string | undefined): HandoverSummary[] =>
        own.filter((one) => one.point === point && one.arm === name);
      const tried = of(arm);
      return tried.length === 0 ? [] : [rowOf({ cell, arm, point }, tried, of(cell.controls[arm]))];
    }),
  );
}

interface RowPlace {
  readonly cell: HandoverCellShape;
  readonly arm: string;
  readonly point: number;
}

function rowOf(
  { cell, arm, point }: RowPlace,
  tried: readonly HandoverSummary[],
  control: readonly HandoverSummary[],
): HandoverRow {
  const ended = tried.filter(({ status }) => status === 'ok');
  const ledgers = ended.flatMap(({ ledger }) => (ledger === null ? [] : [ledger]));
  const losses = ledgers.map(lostOf);
  const hasControl = control.length > 0;
  const handoversWithLoss = losses.filter((lost) => lost > 0).length;
  const median = (pick: (one: HandoverSummary) => number | null | undefined): Estimate | null =>
    estimateMedian(ended.map(pick).filter((value) => value != null));
  return {
    scenario: cell.scenario,
    point,
    arm,
    handovers: ended.length,
    handoversPlanned: cell.blocks,
    handoversFailed: tried.length - ended.length,
    ledger: ledgers.reduce<Ledger>(addLedgers, emptyLedger),
    lost: estimateMedian(losses),
    lostMost: Math.max(0, ...losses),
    handoversWithLoss,
    shareWithLoss: {
      ...clopperPearson(handoversWithLoss, ended.length, intervalLevel),
      coverage: intervalLevel,
    },
    toFirstAccept: median(({ instants }) => instants?.firstAcceptByNew),
    toLastAccept: median(({ instants }) => instants?.lastAcceptByOld),
    toAccepting: median(({ instants }) => instants?.accepting),
    worstDelay: median(worstDelayOf),
    delayP50: median((one) => windowOf(one)?.p50),
    delayP99: median((one) => windowOf(one)?.p99),
    delayP99ToControl: hasControl
      ? ratioToControl(ended, control, (one) => windowOf(one)?.p99 ?? null)
      : null,
    clientsLate: median(({ lateMax }) => lateMax),
    worstDelayToControl: hasControl ? ratioToControl(ended, control, worstDelayOf) : null,
    pauseP50: median(({ pauses }) => pauses?.p50),
    pauseP99: median(({ pauses }) => pauses?.p99),
    cpuOld: median(({ cpu }) => cpu.old),
    cpuNew: median(({ cpu }) => cpu.new),
    begunPerSecond: median(({ begunPerSecond }) => begunPerSecond),
  };
}

function worstDelayOf({ windows }: HandoverSummary): number | null {
  return windows.find(({ ms }) => ms === worstDelayMs)?.after.max ?? null;
}

/** The longest window: a p99 needs a thousand. */
function windowOf({ windows }: HandoverSummary): SojournWindow | undefined {
  return windows.find(({ ms }) => ms === percentilesMs)?.after;
}

function ratioToControl(
  ended: readonly HandoverSummary[],
  control: readonly HandoverSummary[],
  delayOf: (one: HandoverSummary) => number | null,
): RatioEstimate | null {
  return estimateRatio(
    ended.flatMap((one) => {
      const beside = control.find(({ block, status }) => block === one.block && status === 'ok');
      const [own, other] = [delayOf(one), beside === undefined ? null : delayOf(beside)];
      return own === null || other === null || own <= 0 || other <= 0
        ? []
        : [{ logRatio: Math.log(own / other) }];
    }),
  );
}
