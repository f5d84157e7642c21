// SPDX-License-Identifier: Apache-2.0
// Do the two mechanisms lose a connection, ever? Handover after handover with a willing old process, every connection
// counted.

import { usualHandover } from '../../scenarios/handover/parameters.ts';
import type { Ledger } from '../results/handover.ts';
import { addLedgers, emptyLedger, lostOf } from '../results/ledger.ts';
import { clopperPearson } from '../stats/proportion.ts';
import { conductAll, handoverMachine, planOf, transferArms } from './handover-blocks.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';

/** 5,000 connections in 1,000 ms. */
const parameters = { ...usualHandover, ratePerSecond: 5000, beforeMs: 500, afterMs: 500 };

interface Sum {
  readonly arm: string;
  ledger: Ledger;
  handovers: number;
  failed: number;
  withLoss: number;
}

export const handoverSoak: Proof = {
  name: 'handover-soak',
  text: 'so many handovers by each of scm_rights and pidfd_getfd, 5,000 new connections each: none is refused, reset, closed early, timed out or answered wrongly',
  runs: 200,
  run: async (setting) => {
    const machine = await handoverMachine(setting);
    const sums: Sum[] = transferArms.map(({ id }) => ({
      arm: id,
      ledger: emptyLedger,
      handovers: 0,
      failed: 0,
      withLoss: 0,
    }));
    const planned = Array.from({ length: setting.runs }, (_, run) =>
      // AB BA: a drift favours neither.
      (run % 2 === 0 ? transferArms : [...transferArms].reverse()).map((arm) =>
        planOf({ arm, seed: (setting.seed + run) % 2 ** 32, parameters }),
      ),
    ).flat();
    await conductAll(planned, machine, (record, { arm }, count) => {
      const sum = sums.find((one) => one.arm === arm.id);
      if (sum === undefined) throw new RangeError(`no sum of ${arm.id}`);
      add(sum, record.status === 'ok' ? record.ledger : null);
      if (count % 50 === 0) setting.say(`${String(count)} of ${String(planned.length)} handovers`);
    });
    return setting.signal.aborted ? null : judge(sums, setting.runs);
  },
};

function add(sum: Sum, ledger: Ledger | null): void {
  if (ledger === null) {
    sum.failed += 1;
    return;
  }
  sum.ledger = addLedgers(sum.ledger, ledger);
  sum.handovers += 1;
  if (lostOf(ledger) > 0) sum.withLoss += 1;
}

export function judge(sums: readonly Sum[], runs: number): ProofOutcome {
  return {
    claims: sums.map((sum) => claimOf(sum, runs)),
    figures: Object.fromEntries(
      sums.map(({ arm, ledger, handovers, withLoss }) => [
        arm,
        { handovers, withLoss, shareWithLoss: clopperPearson(withLoss, handovers, 0.98), ledger },
      ]),
    ),
    gates: [],
  };
}

function claimOf({ arm, ledger, handovers, failed }: Sum, runs: number): Claim {
  const served = ledger.servedByOld + ledger.servedByNew;
  return {
    text: `${arm}: ${String(handovers)} of ${String(runs)} handovers, ${String(failed)} failed; ${String(ledger.offered)} connections offered, ${String(served)} served, ${String(lostOf(ledger))} lost`,
    holds: failed === 0 && handovers === runs && lostOf(ledger) === 0 && served === ledger.offered,
  };
}
