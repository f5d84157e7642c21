// SPDX-License-Identifier: Apache-2.0
// Does anything leak when descriptors are handed over for minutes? A pair of each mechanism at work at once, looked at
// every second; what they hold must stay what it was.

import { armsOfScenario } from '../plan/arms.ts';
import { mechanisms } from '../mechanisms.ts';
import { capacity } from '../../scenarios/load/capacity.ts';
import type { LaunchParameters } from '../../scenarios/scenario.ts';
import type { RoleReport } from '../results/result.ts';
import { median } from '../stats/quantile.ts';
import { twoSampleShift } from '../stats/two-sample.ts';
import type { Claim, Proof, ProofOutcome, ProofSetting } from './proof.ts';
import type { ProcessFacts } from './soak-facts.ts';
import { factNames, systemDescriptors } from './soak-facts.ts';
import type { SoakingPair } from './soak-pairs.ts';
import { startSoakingPair } from './soak-pairs.ts';

/** Transfers a second of each pair, of so many descriptors each: far below capacity, so that nothing queues. */
const ratePerSecond = 1000;
const batch = 16;
const betweenLooksMs = 1000;

export const soak: Proof = {
  name: 'soak',
  text: 'a pair of each mechanism hands over 16,000 descriptors a second, for so many seconds as runs: resident memory, open descriptors and descriptors in flight stay what they were, and as many are installed and closed as were given',
  runs: 300,
  run: async (setting) => {
    const over = new AbortController();
    const bounded = { ...setting, signal: AbortSignal.any([setting.signal, over.signal]) };
    try {
      return await soakPairs(bounded);
    } catch (error) {
      if (setting.signal.aborted) return null;
      throw error;
    } finally {
      // Whatever happened to one pair, the other does not go on alone.
      over.abort();
    }
  },
};

async function soakPairs(setting: ProofSetting): Promise<ProofOutcome | null> {
  const pairs = armsOfScenario(capacity, mechanisms)
    .filter(({ isFloor }) => !isFloor)
    .map(({ mechanism, parameters }) =>
      startSoakingPair(setting, mechanism, soakParameters(parameters, setting)),
    );
  const looks = await lookUntilTheEnd(pairs, setting);
  const ended = await Promise.all(
    pairs.map(async ({ mechanism, reports }) => ({ mechanism, roles: await reports })),
  );
  return setting.signal.aborted ? null : judge(looks, ended, ratePerSecond * setting.runs * batch);
}

/** Those of a capacity launch, less what ends it after a set time. */
export function soakParameters(
  parameters: LaunchParameters,
  { runs, seed }: Pick<ProofSetting, 'runs' | 'seed'>,
): LaunchParameters {
  return {
    ...parameters,
    batch,
    arrivals: 'constant',
    ratePerSecond,
    forMs: 0,
    warmup: 0,
    transfers: ratePerSecond * runs,
    seed,
  };
}

/** One look: each process, and the open files of the whole system. */
interface Look {
  readonly second: number;
  readonly system: number | null;
  readonly processes: readonly (ProcessFacts & { readonly name: string })[];
}

async function lookUntilTheEnd(
  pairs: readonly SoakingPair[],
  { say, signal }: ProofSetting,
): Promise<Look[]> {
  const looks: Look[] = [];
  const all = Promise.all(pairs.map(({ reports }) => reports)).then(() => 'ended' as const);
  for (;;) {
    const next = new Promise<'look'>((resolve) => setTimeout(resolve, betweenLooksMs, 'look'));
    if ((await Promise.race([all, next])) === 'ended' || signal.aborted) return looks;
    const processes = pairs.flatMap((pair) => pair.look());
    looks.push({ second: looks.length + 1, system: systemDescriptors(), processes });
    if (looks.length % 30 === 0) say(`${String(looks.length)} s`);
  }
}

type Ended = readonly { readonly mechanism: string; readonly roles: readonly RoleReport[] }[];

function judge(looks: readonly Look[], ended: Ended, planned: number): ProofOutcome {
  // The last looks may fall into the end.
  const settled = looks.slice(Math.ceil(looks.length / 10), -2);
  // Also of a process that nobody got to look at: what is not known does not hold.
  const names = ended.flatMap(({ mechanism }) => [`${mechanism} donor`, `${mechanism} receiver`]);
  const shifts = names.flatMap((name) => factNames.map((fact) => shiftOf(settled, name, fact)));
  return {
    claims: [...shifts.map(claimOf), ...ended.map((one) => sumsOf(one, planned))],
    figures: { ratePerSecond, batch, shifts, ended },
    gates: looks.map(({ second, system, processes }) => ({ second, system, processes })),
  };
}

interface Shift {
  readonly name: string;
  readonly fact: keyof ProcessFacts;
  readonly first: number;
  readonly last: number;
  /** Last third less first third (Hodges–Lehmann), with its 99 % interval. */
  readonly shift: number;
  readonly lo: number;
  readonly hi: number;
}

function shiftOf(looks: readonly Look[], name: string, fact: keyof ProcessFacts): Shift {
  const values = looks.flatMap(({ processes }) => {
    const found = processes.find((one) => one.name === name)?.[fact];
    return found === undefined ? [] : [found];
  });
  const third = Math.floor(values.length / 3);
  const [first, last] = [values.slice(0, third), values.slice(-third)];
  const { estimate = Number.NaN, lo = Number.NaN, hi = Number.NaN } = twoSampleShift(last, first, 0.99) ?? {};
  return { name, fact, first: median(first), last: median(last), shift: estimate, lo, hi };
}

/** What a look may find more or less of by chance: a transfer is going on. */
const allowed: Readonly<Record<keyof ProcessFacts, number>> = {
  rss_bytes: 64 * 1024,
  descriptors: batch / 2,
  in_flight: batch / 2,
};

function claimOf({ name, fact, first, last, shift, lo, hi }: Shift): Claim {
  return {
    text: `${name}, ${fact}: ${String(first)} in the first third, ${String(last)} in the last; shift ${String(shift)} [${String(lo)}, ${String(hi)}], at most ${String(allowed[fact])}`,
    holds: Math.abs(shift) <= allowed[fact],
  };
}

/** All that was planned was given, installed and closed, one by one: a soak that ended early has shown nothing. */
export function sumsOf({ mechanism, roles }: Ended[number], planned: number): Claim {
  const [donor, receiver] = (['donor', 'receiver'] as const).map((role) =>
    roles.find((one) => one.role === role),
  );
  const given = (donor?.transfers ?? Number.NaN) * batch;
  const installed = receiver?.oracle.received_count ?? Number.NaN;
  const closed = receiver?.closed_count ?? Number.NaN;
  const leaked = (receiver?.oracle.open_after ?? Number.NaN) - (receiver?.oracle.open_before ?? Number.NaN);
  const isRight = [given, installed, closed].every((count) => count === planned) && leaked === 0;
  return {
    text: `${mechanism}: ${String(planned)} planned, ${String(given)} given, ${String(installed)} installed, ${String(closed)} closed, ${String(leaked)} left open; oracle ${receiver?.oracle.verdict ?? 'missing'}`,
    holds: receiver?.oracle.verdict === 'pass' && isRight,
  };
}
