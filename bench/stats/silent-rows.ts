// SPDX-License-Identifier: Apache-2.0
// From launches of transfers to rows: an arm under a condition, over its blocks. The block is the unit of a rate; only the
// share of spoiled transfers takes them as independent, since no other bound can be had where nothing was spoiled.

import type { Estimate } from '../results/result.ts';
import { addSilentLedgers, emptySilentLedger } from '../results/silent-ledger.ts';
import type { SilentLaunch, SilentLedger, SilentResults, SilentRow } from '../results/silent.ts';
import { estimateMedian, intervalLevel } from './estimate.ts';
import { clopperPearson } from './proportion.ts';

/** Rates are told for so many transfers. */
export const ratedTransfers = 100_000;

type CellShape = Pick<SilentResults['cells'][number], 'scenario' | 'arms' | 'conditions' | 'blocks'>;

export function silentRows(cell: CellShape, launches: readonly SilentLaunch[]): SilentRow[] {
  const own = launches.filter(({ scenario }) => scenario === cell.scenario);
  return cell.conditions.flatMap((condition) =>
    cell.arms.flatMap((arm) => {
      const tried = own.filter((one) => one.condition === condition && one.arm === arm);
      return tried.length === 0 ? [] : [rowOf({ cell, condition, arm }, tried)];
    }),
  );
}

interface RowPlace {
  readonly cell: CellShape;
  readonly condition: string;
  readonly arm: string;
}

function rowOf({ cell, condition, arm }: RowPlace, tried: readonly SilentLaunch[]): SilentRow {
  const ended = tried.filter(({ status }) => status === 'ok');
  const ledger = ended.reduce(
    (sum, one) => addSilentLedgers(sum, one.ledger ?? emptySilentLedger),
    emptySilentLedger,
  );
  const transfers = ended.reduce((sum, one) => sum + one.transfers, 0);
  const rate = (key: keyof SilentLedger): Estimate | null =>
    estimateMedian(
      ended.flatMap(({ ledger: own, transfers: count }) =>
        own === null || count === 0 ? [] : [(own[key] / count) * ratedTransfers],
      ),
    );
  return {
    scenario: cell.scenario,
    condition,
    arm,
    launches: ended.length,
    launchesPlanned: cell.blocks,
    launchesFailed: tried.length - ended.length,
    transfers,
    ledger,
    leaked: ended.reduce((sum, { leaked }) => sum + (leaked ?? 0), 0),
    truncated: rate('truncated'),
    lost: rate('lost'),
    swapped: rate('swapped'),
    refused: rate('refused'),
    spoiledShare: { ...clopperPearson(ledger.spoiled, transfers, intervalLevel), coverage: intervalLevel },
    replacedPerSecond: estimateMedian(
      ended.flatMap(({ replacedPerSecond }) => (replacedPerSecond === null ? [] : [replacedPerSecond])),
    ),
  };
}
