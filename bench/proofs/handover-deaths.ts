// SPDX-License-Identifier: Apache-2.0
// kill -9 of the old or the new process in each phase of a handover: what clients lose is what docs/handover.md says, and
// nothing stays behind.

import { usualHandover } from '../../scenarios/handover/parameters.ts';
import type { Unnumbered } from '../handover/conduct-handover.ts';
import type { Death, PlannedHandover } from '../plan/planned-handover.ts';
import type { Ledger } from '../results/handover.ts';
import type { Failure } from '../results/result.ts';
import { addLedgers, emptyLedger } from '../results/ledger.ts';
import {
  conductAll,
  handoverMachine,
  planOf,
  runningHelpers,
  socketsInUse,
  transferArms,
} from './handover-blocks.ts';
import type { Claim, Proof, ProofOutcome } from './proof.ts';

/** What a death must cost: nothing; at most what the dead process had accepted and not answered; all that comes after; or one of the
 * last two, by whether the pull came before the death. */
export type Cost =
  | 'nothing'
  | 'what it had accepted'
  | 'all that comes after'
  | 'all that comes after, unless it was pulled from before';

/** docs/handover.md, "Who may die when", row by row. */
export const costs: readonly (Death & { readonly arm?: string; readonly cost: Cost })[] = [
  { who: 'old', phase: 'ordered', cost: 'all that comes after' },
  { who: 'old', phase: 'given', arm: 'scm_rights', cost: 'what it had accepted' },
  {
    who: 'old',
    phase: 'given',
    arm: 'pidfd_getfd',
    cost: 'all that comes after, unless it was pulled from before',
  },
  { who: 'old', phase: 'releasing', cost: 'what it had accepted' },
  { who: 'old', phase: 'released', cost: 'what it had accepted' },
  { who: 'new', phase: 'asked', cost: 'nothing' },
  { who: 'new', phase: 'holding', cost: 'nothing' },
  { who: 'new', phase: 'accepting', cost: 'nothing' },
  { who: 'new', phase: 'trial', cost: 'nothing' },
  { who: 'new', phase: 'committed', cost: 'all that comes after' },
];

const parameters = { ...usualHandover, beforeMs: 60, afterMs: 140, timeoutMs: 1000, trialMs: 20 };

export const handoverDeaths: Proof = {
  name: 'handover-deaths',
  text: 'so many rounds in which the old or the new process is killed (SIGKILL) in each phase, by each of scm_rights and pidfd_getfd: what clients lose is what docs/handover.md says, and no process stays',
  runs: 100,
  run: async (setting) => {
    const machine = await handoverMachine(setting);
    const before = runningHelpers();
    const socketsBefore = socketsInUse();
    const cases = transferArms.flatMap((arm) =>
      costs.filter((one) => one.arm === undefined || one.arm === arm.id).map((one) => ({ ...one, arm })),
    );
    const planned = Array.from({ length: setting.runs }, (_, run) =>
      cases.map(({ arm, who, phase }) =>
        planOf({ arm, death: { who, phase }, seed: (setting.seed + run) % 2 ** 32, parameters }),
      ),
    ).flat();
    const tallies = cases.map((one) => ({
      arm: one.arm.id,
      who: one.who,
      phase: one.phase,
      cost: one.cost,
      ...noTally(),
    }));
    await conductAll(planned, machine, (record, one, count) => {
      tallies
        .filter((tally) => isOf(tally, one))
        .forEach((tally) => {
          note(tally, record);
        });
      if (count % cases.length === 0)
        setting.say(`${String(count / cases.length)} of ${String(setting.runs)} rounds`);
    });
    const left = [...runningHelpers()].filter((pid) => !before.has(pid));
    return setting.signal.aborted ? null : judge(tallies, left, socketsMore(socketsBefore), setting.runs);
  },
};

export interface Tally extends Death {
  readonly arm: string;
  readonly cost: Cost;
  rounds: number;
  /** Rounds that cost something else than they must. */
  otherwise: string[];
  ledger: Ledger;
}

/** null: /proc does not say. */
function socketsMore(before: number | null): number | null {
  const after = socketsInUse();
  return before === null || after === null ? null : after - before;
}

function noTally(): Pick<Tally, 'rounds' | 'otherwise' | 'ledger'> {
  return { rounds: 0, otherwise: [], ledger: emptyLedger };
}

function isOf(tally: Tally, { arm, death }: PlannedHandover): boolean {
  return tally.arm === arm.id && tally.who === death?.who && tally.phase === death.phase;
}

function note(tally: Tally, { ledger, failure }: Unnumbered): void {
  tally.rounds += 1;
  const wrong =
    ledger === null
      ? (failure?.text ?? 'no ledger')
      : (notKilled(failure, tally) ?? costsOtherwise(ledger, tally));
  if (wrong !== null) tally.otherwise.push(wrong);
  if (ledger !== null) tally.ledger = addLedgers(tally.ledger, ledger);
}

/** A phase that is never reached kills nobody, and costs nothing: that proves nothing. */
function notKilled(failure: Failure | null, { who }: Pick<Tally, 'who'>): string | null {
  const isKilled =
    failure?.code === 'SERVICE_DIED' && failure.text.startsWith(`the ${who} process ended by SIGKILL`);
  return isKilled ? null : `the ${who} process was not killed: ${failure?.text ?? 'nothing failed'}`;
}

/** As many as one round of the loop accepts, and those whose request was on its way. */
const acceptedAtMost = 64;

/** null: it costs what it must. */
export function costsOtherwise(ledger: Ledger, { who, cost }: Pick<Tally, 'who' | 'cost'>): string | null {
  const { refused, reset, timedOut, closedEarly, wrong, servedByOld, servedByNew, notOffered, offered } =
    ledger;
  const told = JSON.stringify(ledger);
  if (wrong > 0 || notOffered > 0) return `wrong or not offered: ${told}`;
  switch (cost) {
    case 'nothing':
      return refused + reset + timedOut + closedEarly === 0 && servedByOld > 0
        ? null
        : `something was lost: ${told}`;
    case 'what it had accepted':
      return refused + timedOut === 0 && reset + closedEarly <= acceptedAtMost && servedByNew > 0
        ? null
        : `more was lost than what it had accepted: ${told}`;
    case 'all that comes after, unless it was pulled from before':
      return costsOtherwise(ledger, { who, cost: 'what it had accepted' }) === null
        ? null
        : costsOtherwise(ledger, { who, cost: 'all that comes after' });
    case 'all that comes after': {
      // Whoever dies had served before, and afterwards nobody listens.
      const before = who === 'old' ? servedByOld : servedByNew;
      const after = who === 'old' ? servedByNew : 0;
      return refused > 0 && before > 0 && after === 0 && timedOut < offered
        ? null
        : `somebody served on: ${told}`;
    }
  }
}

function judge(
  tallies: readonly Tally[],
  left: readonly number[],
  sockets: number | null,
  runs: number,
): ProofOutcome {
  return {
    claims: [
      ...tallies.map((tally) => claimOf(tally, runs)),
      { text: `${String(left.length)} processes of ours are left`, holds: left.length === 0 },
      {
        // Of everybody in this network namespace: what else runs there is counted too.
        text: `${sockets === null ? 'nobody says how many' : String(sockets)} sockets more are in use than before`,
        holds: sockets !== null && sockets <= 0,
      },
    ],
    figures: { tallies },
    gates: [],
  };
}

function claimOf({ arm, who, phase, cost, rounds, otherwise, ledger }: Tally, runs: number): Claim {
  const { offered, refused, reset, closedEarly, timedOut } = ledger;
  return {
    text: `${arm}, the ${who} process dies when ${phase}: costs ${cost} in ${String(rounds - otherwise.length)} of ${String(runs)} rounds (${String(offered)} offered, ${String(refused)} refused, ${String(reset)} reset, ${String(closedEarly)} closed early, ${String(timedOut)} timed out)${otherwise[0] === undefined ? '' : `; otherwise: ${otherwise[0]}`}`,
    holds: rounds === runs && otherwise.length === 0,
  };
}
