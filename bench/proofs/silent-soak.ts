// SPDX-License-Identifier: Apache-2.0
// Does the safe transfer ever lose, swap or leak a descriptor? Transfer after transfer under churn and pressure, each descriptor
// looked at; the naive ones beside it, a tenth as often, so that it is seen that there was something to lose.

import { silentFailures } from '../../scenarios/silent/silent-failures.ts';
import { helperPath } from '../native.ts';
import type { PlannedSilent, SilentCell } from '../plan/silent-cells.ts';
import { silentlyWrongOf } from '../results/silent-ledger.ts';
import type { SilentResults, SilentRow } from '../results/silent.ts';
import { launchTools } from '../run/launch-tools.ts';
import { cpusFor } from '../run/placement.ts';
import { runSilent } from '../silent/run-silent.ts';
import { ratedTransfers } from '../stats/silent-rows.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';

/** 100 runs are 1,000,000 of each safe arm, and 100,000 of each naive one. */
const transfers = 10_000;
const naiveEvery = 10;
const conditionId = 'churn-and-pressure';
const deadlineMs = 120_000;

export const silentSoak: Proof = {
  name: 'silent-soak',
  text: 'so many times 10,000 safe transfers by each of scm_rights and pidfd_getfd while 10,000 numbers a second are used again and the receiver has 0 to 100 free slots: no descriptor is lost, swapped or leaked; every tenth time the naive ones beside them',
  runs: 100,
  run: async (setting) => {
    const { machine, topology, signal, runs, say } = setting;
    let done = 0;
    const { results } = await runSilent({
      cells: [cellOf(runs, 'safe'), cellOf(Math.ceil(runs / naiveEvery), 'naive')],
      seed: setting.seed,
      helperPath: helperPath(),
      deadlineMs,
      cpus: cpusFor('cross-cpu', machine.allowedCpus, topology),
      signal,
      startHelper: launchTools.startHelper,
      observer: {
        cellStarted: () => undefined,
        skipped: ({ arm, reason }) => {
          say(`skipped: ${arm ?? ''}: ${reason}`);
        },
        launchEnded: ({ arms, blocks }) => {
          done += 1;
          if (done % 20 === 0) say(`${String(done)} runs; ${String(arms.length * blocks)} in this part`);
        },
      },
    });
    return results === null || signal.aborted ? null : judge(results, runs);
  },
};

function cellOf(blocks: number, care: PlannedSilent['arm']['care']): SilentCell {
  return {
    scenario: { ...silentFailures, id: `${silentFailures.id} ${care}` },
    blocks,
    transfers,
    arms: silentFailures.arms.filter((arm) => arm.care === care),
    conditions: silentFailures.conditions.filter(({ id }) => id === conditionId),
  };
}

export function judge({ scenarios, rows }: SilentResults, runs: number): ProofOutcome {
  const safe = scenarios.flatMap(({ arms }) => arms.filter(({ care }) => care === 'safe'));
  const claims = [...new Set(safe.map(({ id }) => id))].map((id) =>
    claimOf(
      rows.find(({ arm }) => arm === id),
      { id, runs },
    ),
  );
  return { claims, figures: Object.fromEntries(rows.map((row) => [row.arm, figuresOf(row)])), gates: [] };
}

function claimOf(
  row: SilentRow | undefined,
  { id, runs }: { readonly id: string; readonly runs: number },
): Claim {
  if (row === undefined) return { text: `${id}: it was not run`, holds: false };
  const { ledger, leaked, launches, launchesFailed } = row;
  const { meant, right, refused, truncated, lost, swapped, unacknowledged } = ledger;
  const counts = { right, refused, truncated, lost, swapped, leaked, unacknowledged };
  const words = Object.entries(counts).map(([name, count]) => `${String(count)} ${name}`);
  return {
    text: `${id}: ${String(row.transfers)} transfers in ${String(launches)} of ${String(runs)} runs, ${String(launchesFailed)} failed; ${String(meant)} descriptors meant: ${words.join(', ')}`,
    holds:
      launches === runs &&
      launchesFailed === 0 &&
      silentlyWrongOf(ledger) === 0 &&
      leaked === 0 &&
      ledger.inheritable === 0 &&
      right + refused === meant &&
      right > 0,
  };
}

function figuresOf({
  transfers: count,
  ledger,
  leaked,
  spoiledShare,
  replacedPerSecond,
}: SilentRow): unknown {
  const rate = (wrong: number): number => (wrong / count) * ratedTransfers;
  const { truncated, lost, swapped, refused } = ledger;
  return {
    transfers: count,
    ledger,
    leaked,
    spoiledShare,
    replacedPerSecond: replacedPerSecond?.value ?? null,
    descriptorsPer100000Transfers: {
      truncated: rate(truncated),
      lost: rate(lost),
      swapped: rate(swapped),
      refused: rate(refused),
    },
  };
}
