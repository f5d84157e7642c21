// SPDX-License-Identifier: Apache-2.0
// A number under suspicion, made up block by block from a seed: clean unless it is told a fault. For tests of checks.

import type { Conditions, LaunchSummary } from '../../results/result.ts';
import { makeRandom } from '../../plan/random.ts';
import type { Random } from '../../plan/random.ts';
import { blockRatios } from '../../stats/block-ratios.ts';
import type { Suspect } from '../check.ts';

export interface MadeUp {
  readonly blocks: number;
  readonly seed: number;
  /** Standard deviation of the logarithm of a launch's p50. */
  readonly spread: number;
  /** Share of the launches that are outliers, five times as far off. */
  readonly outliers: number;
  /** p50 of a launch where nothing happens. */
  readonly typical_ns: number;
  /** Of the clock. */
  readonly step_ns: number;
  /** Added to the logarithm of the arm's p50 in a block; of both arms and the floor; and whether the arm runs first. */
  readonly ofArm: (block: number, isFirst: boolean, random: Random) => number;
  readonly ofAll: (block: number, random: Random) => number;
  readonly isFirst: (block: number) => boolean;
}

export function madeUpSuspect(wishes: Partial<MadeUp> = {}): Suspect {
  const made = { ...clean, ...wishes };
  const random = makeRandom(made.seed, 'made-up suspect');
  const launches = [...Array(made.blocks).keys()].map((block) => launchBlock(block, made, random));
  const [own, compared, floor] = [0, 1, 2].map((i) => launches.map((block) => block[i] as LaunchSummary)) as [
    LaunchSummary[],
    LaunchSummary[],
    LaunchSummary[],
  ];
  const figure = { measure: 'wall', quantile: 'p50' } as const;
  return {
    scenario: 'one-descriptor',
    placement: 'same-cpu',
    point: null,
    arm: 'pidfd_getfd',
    figure,
    measure: 'per-transfer',
    launches: own,
    ratios: blockRatios(own, compared, figure),
    canary: floor,
    blocksPlanned: made.blocks,
    clock: { cost_ns: 25, quantum_ns: 10 },
    tolerance: 0.05,
    turnsAt: null,
  };
}

/** The same with other conditions: of all launches, or of those with the given places in time. */
export function withConditions(
  suspect: Suspect,
  change: Partial<Conditions>,
  places?: readonly number[],
): Suspect {
  const launches = suspect.launches.map((launch, i) =>
    places === undefined || places.includes(i) ? { ...launch, conditions: { ...quiet, ...change } } : launch,
  );
  return { ...suspect, launches };
}

/** From a normal distribution (Box and Muller). */
export function drawNormal(random: Random): number {
  const uniform = (): number => (random.below(2 ** 31) + 0.5) / 2 ** 31;
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}

const clean: MadeUp = {
  blocks: 30,
  seed: 1,
  spread: 0.02,
  outliers: 0.05,
  typical_ns: 10_000,
  step_ns: 1,
  ofArm: () => 0,
  ofAll: () => 0,
  isFirst: (block) => block % 4 === 1 || block % 4 === 2,
};

const quiet: Conditions = {
  steal_ns: 0,
  cpu_pressure_ns: 1e6,
  span_ns: 13e6,
  involuntary_switches: 600,
  migrations: 0,
  leaked_descriptors: 0,
  load: null,
  injected_ns: 0,
};

/** The arm, the one that it is compared with, the floor. */
function launchBlock(block: number, made: MadeUp, random: Random): LaunchSummary[] {
  const all = made.ofAll(block, random);
  const isFirst = made.isFirst(block);
  const shifts = [all + made.ofArm(block, isFirst, random), all, all];
  return shifts.map((shift, i): LaunchSummary => {
    const scale = random.below(1000) < made.outliers * 1000 ? 5 * made.spread : made.spread;
    const exact = made.typical_ns * Math.exp(shift + scale * drawNormal(random));
    const p50 = made.step_ns * Math.round(exact / made.step_ns);
    const position = i === 2 ? 2 : Number((i === 0) !== isFirst);
    return {
      launch: 3 * block + position,
      scenario: 'one-descriptor',
      placement: 'same-cpu',
      block,
      position,
      arm: ['pidfd_getfd', 'scm_rights', 'message_only'][i] ?? '',
      point: null,
      status: 'ok',
      failure: null,
      oracle: 'pass',
      wall: { n: 300, p10: p50 * 0.95, p50, p90: p50 * 1.2, p99: null },
      cpu: null,
      roundTrip: null,
      conditions: quiet,
    };
  });
}
