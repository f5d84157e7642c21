// SPDX-License-Identifier: Apache-2.0
// Blocks that never ran: log-normal launches with heavy tails, which share what their block has in common. A judge
// can be asked a thousand times what it says about them.

import { ordersOfBlocks } from '../../plan/order.ts';
import type { Random } from '../../plan/random.ts';
import { makeRandom } from '../../plan/random.ts';
import type { PassRecord } from '../../results/gate-result.ts';
import type { LaunchSummary, Quantiles } from '../../results/result.ts';
import type { Sources } from '../decide.ts';
import type { BlockSource, GateCell } from '../gate-cell.ts';

export interface Simulation {
  readonly seed: number;
  /** Standard deviation of a block's log(head / base) when both are the same. */
  readonly spread?: number;
  /** Standard deviation of what all launches of a block have in common. */
  readonly wander?: number;
  /** By how much an arm takes longer, as a share. */
  readonly slowdownOf?: (arm: string, pass: 'first' | 'confirmation') => number;
  /** What becomes of a launch; null: it is not made. */
  readonly change?: Change;
  /** Ends each pass after so many blocks of all cells. */
  readonly end?: {
    readonly after: number;
    readonly by: Exclude<PassRecord['endedBy'], 'decided' | 'last-look'>;
  };
}

export type Change = (launch: LaunchSummary, pass: 'first' | 'confirmation') => LaunchSummary | null;

export function simulate(simulation: Simulation): Sources {
  return {
    first: passOf(simulation, 'first'),
    confirmation: passOf(simulation, 'confirmation'),
  };
}

/** The second pass's blocks are numbered on from here. */
const secondPassFrom = 100_000;

function passOf(simulation: Simulation, pass: 'first' | 'confirmation'): BlockSource {
  const random = makeRandom(simulation.seed, pass);
  const done = new Map<string, number>();
  const from = pass === 'first' ? 0 : secondPassFrom;
  let left = simulation.end?.after ?? Infinity;
  let ended: ReturnType<BlockSource['ended']> = null;
  return {
    ended: () => ended,
    next: (cell, count) => {
      const launches: LaunchSummary[] = [];
      for (let i = 0; i < count; i++) {
        if (left === 0) ended = simulation.end?.by ?? null;
        if (ended !== null) break;
        const block = done.get(cell.id) ?? 0;
        done.set(cell.id, block + 1);
        left -= 1;
        launches.push(...makeBlock(cell, { simulation, pass, random, block: from + block }));
      }
      return Promise.resolve(launches);
    },
  };
}

interface Setting {
  readonly simulation: Simulation;
  readonly pass: 'first' | 'confirmation';
  readonly random: Random;
  readonly block: number;
}

function makeBlock(cell: GateCell, setting: Setting): LaunchSummary[] {
  const { simulation, pass, random, block } = setting;
  const { spread = 0.02, wander = 0.03, slowdownOf, change } = simulation;
  const shared = wander * heavyTailed(random);
  const { arms, scenario, placement } = cell.planned;
  const [order = []] = ordersOfBlocks(arms.length, 1, random);
  return order.flatMap((place, position) => {
    const arm = arms[place];
    if (arm === undefined) return [];
    // The difference of two launches has twice the variance of one.
    const own = (spread / Math.SQRT2) * heavyTailed(random);
    const slowdown = slowdownOf?.(arm.id, pass) ?? 0;
    const level = 5000 * Math.exp(shared + own) * (1 + slowdown);
    const at = { launch: 0, scenario, placement, block, position, arm: arm.id, point: null };
    const launch = { ...at, ...wholeLaunch(level) };
    return (change === undefined ? launch : change(launch, pass)) ?? [];
  });
}

function wholeLaunch(p50: number): Omit<LaunchSummary, keyof Place> {
  const wall = quantilesAround(p50);
  return {
    status: 'ok',
    failure: null,
    oracle: 'pass',
    wall,
    cpu: quantilesAround(0.9 * p50),
    roundTrip: quantilesAround(1.8 * p50),
    conditions: {
      steal_ns: 0,
      cpu_pressure_ns: 0,
      span_ns: 300 * 3 * p50,
      involuntary_switches: 0,
      migrations: 0,
      leaked_descriptors: 0,
      load: null,
      injected_ns: 0,
    },
  };
}

type Place = Pick<
  LaunchSummary,
  'launch' | 'scenario' | 'placement' | 'block' | 'position' | 'arm' | 'point'
>;

function quantilesAround(p50: number): Quantiles {
  return { n: 300, p10: 0.97 * p50, p50, p90: 1.1 * p50, p99: null };
}

/** Mean 0, variance 1: nineteen of twenty from a narrow bell, one from a bell that is four times as wide. */
function heavyTailed(random: Random): number {
  const width = random.below(20) === 0 ? 4 : 1;
  return (width * normal(random)) / Math.sqrt((19 + 16) / 20);
}

/** Box and Muller. */
function normal(random: Random): number {
  const uniform = (): number => (random.below(2 ** 32) + 0.5) / 2 ** 32;
  return Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());
}
