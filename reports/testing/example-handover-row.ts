// SPDX-License-Identifier: Apache-2.0
// The row of an arm at a point, from made-up handovers.

import type { HandoverRow, HandoverSummary, Ledger } from '../../bench/results/handover.ts';
import { addLedgers, emptyLedger, lostOf } from '../../bench/results/ledger.ts';
import type { Estimate } from '../../bench/results/result.ts';
import { estimateMedian, estimateRatio, intervalLevel } from '../../bench/stats/estimate.ts';
import { clopperPearson } from '../../bench/stats/proportion.ts';
import type { HandoverScenario } from '../../scenarios/handover-scenario.ts';

interface Of {
  readonly scenario: HandoverScenario;
  readonly point: number;
  readonly arm: string;
  readonly blocks: number;
}

export function exampleHandoverRow(
  handovers: readonly HandoverSummary[],
  { scenario, point, arm, blocks }: Of,
): HandoverRow {
  const ofPoint = handovers.filter((one) => one.scenario === scenario.id && one.point === point);
  const ofArm = ofPoint.filter((one) => one.arm === arm);
  const own = ofArm.filter(({ status }) => status === 'ok');
  const control = ofPoint.filter((one) => one.arm === scenario.arms[0]?.id && one.status === 'ok');
  const lost = own.map(({ ledger }) => lostOf(ledger ?? emptyLedger));
  const withLoss = lost.filter((count) => count > 0).length;
  const median = (valueOf: (one: HandoverSummary) => number | null | undefined): Estimate | null =>
    estimateMedian(own.flatMap((one) => valueOf(one) ?? []));
  return {
    scenario: scenario.id,
    point,
    arm,
    handovers: own.length,
    handoversPlanned: blocks,
    handoversFailed: ofArm.length - own.length,
    ledger: sumOf(own.flatMap(({ ledger }) => ledger ?? [])),
    lost: estimateMedian(lost),
    lostMost: Math.max(0, ...lost),
    handoversWithLoss: withLoss,
    shareWithLoss: { ...clopperPearson(withLoss, own.length, intervalLevel), coverage: intervalLevel },
    toFirstAccept: median(({ instants }) => instants?.firstAcceptByNew),
    toLastAccept: median(({ instants }) => instants?.lastAcceptByOld),
    toAccepting: median(({ instants }) => instants?.accepting),
    worstDelay: median(worstOf),
    worstDelayToControl:
      arm === scenario.arms[0]?.id
        ? null
        : estimateRatio(
            own.flatMap((one) => {
              const beside = control.find(({ block }) => block === one.block);
              const [a, b] = [worstOf(one), beside === undefined ? null : worstOf(beside)];
              return a === null || b === null ? [] : [{ logRatio: Math.log(a / b) }];
            }),
          ),
    pauseP50: median(({ pauses }) => pauses?.p50),
    pauseP99: median(({ pauses }) => pauses?.p99),
    cpuOld: median(({ cpu }) => cpu.old),
    cpuNew: median(({ cpu }) => cpu.new),
    begunPerSecond: median(({ begunPerSecond }) => begunPerSecond),
  };
}

function worstOf({ windows }: HandoverSummary): number | null {
  return windows.find(({ ms }) => ms === 100)?.after.max ?? null;
}

const sumOf = (ledgers: readonly Ledger[]): Ledger => ledgers.reduce(addLedgers, emptyLedger);
