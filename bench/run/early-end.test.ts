// SPDX-License-Identifier: Apache-2.0
// A cell ends early only where everything that was declared is decided, and pays for having looked.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import { plannedCell } from '../plan/planned-cell.ts';
import { makeRandom } from '../plan/random.ts';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import { isDecided, levelOf, looksOf } from './early-end.ts';

const clock = { cost_ns: 20, quantum_ns: 1 };

function cellOf(
  scenario: string,
  blocks: number | null = null,
  placement: Placement = 'same-cpu',
): PlannedCell {
  const request = { only: { scenario: [scenario], placement: [placement] }, quick: false, seed: 1, blocks };
  const limits = { descriptors: null, socketBufferBytes: 212_992 };
  const machine = { allowedCpus: [0, 1], nofileHard: 1e6, inFlight: limits };
  const [cell] = buildPlan(request, { scenarios, mechanisms }, machine).cells;
  assert.ok(cell !== undefined);
  return plannedCell(cell, 'plan');
}

/** So many blocks, in which pidfd_getfd takes `ratio` times as long as scm_rights, give or take `noise`. */
function launchesOf(
  { scenario, placement, arms }: PlannedCell,
  { blocks, ratio, noise = 0.02, seed = 1 }: { blocks: number; ratio: number; noise?: number; seed?: number },
): LaunchSummary[] {
  const random = makeRandom(seed, 'early end');
  const costs: Readonly<Record<string, number>> = {
    message_only: 4000,
    scm_rights: 5500,
    pidfd_getfd: 5500 * ratio,
  };
  // Uniform, so that no block is an outlier; no two launches alike.
  const jitter = (): number => 1 + (noise * (random.below(1_000_001) - 500_000)) / 500_000;
  return [...Array(blocks).keys()].flatMap((block) =>
    arms.map(({ id, mechanism }, i): LaunchSummary => {
      const p50 = (costs[mechanism] ?? 0) * jitter();
      const place = { launch: block * arms.length + i, scenario, placement, block, arm: id, point: null };
      const position = (i + block) % arms.length;
      const wall = { n: 1000, p10: p50 * 0.9, p50, p90: p50 * 1.2, p99: p50 * 2 };
      const none = { failure: null, cpu: null, roundTrip: null, conditions: null };
      return { ...place, position, status: 'ok', oracle: 'pass', wall, ...none };
    }),
  );
}

function decides(cell: PlannedCell, blocks: number, launches: readonly LaunchSummary[]): boolean {
  const scenario = scenarios.find(({ id }) => id === cell.scenario);
  assert.ok(scenario !== undefined);
  return isDecided({ cell, scenario, blocks, launches, clock });
}

describe('when a cell is looked at', () => {
  const cases: readonly (readonly [string, PlannedCell, readonly number[]])[] = [
    ['the default of one CPU', cellOf('one-descriptor'), [20, 30]],
    ['the default across CPUs', cellOf('one-descriptor', null, 'cross-cpu'), [40, 60]],
    ['where two thirds are too few: at its end', cellOf('one-descriptor', 29), [29]],
    ['few blocks', cellOf('one-descriptor', 2), [2]],
    ['not pinned: at its end', cellOf('one-descriptor', 60, 'unpinned'), [60]],
    ['nothing declared: at its end', cellOf('cold', 60), [60]],
  ];
  for (const [name, cell, looks] of cases) {
    test(name, () => {
      const scenario = scenarios.find(({ id }) => id === cell.scenario);
      assert.deepEqual(scenario && looksOf(cell, scenario), looks);
      // Together the looks miss no more often than an interval of a cell that is looked at once: 2 %.
      assert.ok(Math.abs(looks.length * (1 - levelOf(cell, scenarios)) - 0.02) < 1e-12);
    });
  }

  test('the level is that of the plan, wherever the cell ended', () => {
    const cell = cellOf('one-descriptor');
    for (const endedBy of ['decided', 'budget', 'interrupted'] as const)
      assert.equal(levelOf({ ...cell, endedBy }, scenarios), levelOf(cell, scenarios));
  });
});

describe('decided', () => {
  const cell = cellOf('one-descriptor');

  test('a difference, to either side', () => {
    assert.ok(decides(cell, 20, launchesOf(cell, { blocks: 20, ratio: 1.3 })));
    assert.ok(decides(cell, 20, launchesOf(cell, { blocks: 20, ratio: 0.8 })));
  });

  test('no difference that matters', () => {
    assert.ok(decides(cell, 20, launchesOf(cell, { blocks: 20, ratio: 1 })));
  });
});

describe('not decided', () => {
  const cell = cellOf('one-descriptor');
  const clear = launchesOf(cell, { blocks: 30, ratio: 1.3 });
  const upTo = (blocks: number): LaunchSummary[] => clear.filter(({ block }) => block < blocks);

  test('before its look, and after it', () => {
    for (const blocks of [0, 10, 19, 21, 29, 30]) assert.ok(!decides(cell, blocks, upTo(blocks)));
  });

  test('too wide to say either', () => {
    assert.ok(!decides(cell, 20, launchesOf(cell, { blocks: 20, ratio: 1.02, noise: 0.3 })));
  });

  test('one launch of the twenty gave no number', () => {
    const launches = upTo(20).map((launch) =>
      launch.block === 3 && launch.arm === 'pidfd_getfd' ? { ...launch, wall: null } : launch,
    );
    assert.ok(!decides(cell, 20, launches));
  });

  test('one of two points is open', () => {
    const points = [1, 2];
    const wide = launchesOf(cell, { blocks: 20, ratio: 1.02, noise: 0.3 });
    const both = (second: readonly LaunchSummary[]): LaunchSummary[] => [
      ...upTo(20).map((launch) => ({ ...launch, point: 1 })),
      ...second.map((launch) => ({ ...launch, point: 2 })),
    ];
    assert.ok(decides({ ...cell, points }, 20, both(upTo(20))));
    assert.ok(!decides({ ...cell, points }, 20, both(wide)));
  });

  test('the number is doubtful: the floor became dearer half-way', () => {
    const launches = upTo(20).map((launch) => {
      const isLate = launch.arm === 'message_only' && launch.block >= 10;
      return isLate && launch.wall !== null
        ? { ...launch, wall: { ...launch.wall, p50: launch.wall.p50 * 2 } }
        : launch;
    });
    assert.ok(!decides(cell, 20, launches));
  });

  test('nothing was compared', () => {
    const alone = { ...cell, arms: cell.arms.filter(({ mechanism }) => mechanism !== 'pidfd_getfd') };
    assert.ok(!decides(alone, 20, launchesOf(alone, { blocks: 20, ratio: 1 })));
  });

  test('a scenario that declares nothing', () => {
    const cold = cellOf('cold');
    assert.ok(!decides(cold, Math.floor((cold.blocks * 2) / 3), launchesOf(cold, { blocks: 40, ratio: 2 })));
  });
});
