// SPDX-License-Identifier: Apache-2.0
// The whole plan: every block holds its floor, every launch its parameters, nothing vanishes silently.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { floorOf, referenceOf } from '../results/compared-arms.ts';
import { UsageError } from '../usage-error.ts';
import { launchesOfCell } from './blocks.ts';
import type { PlanRequest } from './build-plan.ts';
import { buildPlan } from './build-plan.ts';
import type { MachineLimits } from './limits.ts';
import type { LaunchCell, Plan } from './plan.ts';

const machine = {
  allowedCpus: [0, 1],
  nofileHard: 1_000_000,
  inFlight: { descriptors: null, socketBufferBytes: 212_992 },
};
const request: PlanRequest = { only: {}, quick: false, seed: 1, blocks: null };

function plan(changes: Partial<PlanRequest> = {}, limits: MachineLimits = machine): Plan {
  return buildPlan({ ...request, ...changes }, { scenarios, mechanisms }, limits);
}

function launchCells(from: Plan): LaunchCell[] {
  return from.cells.filter((cell) => cell.class === 'launches');
}

describe('every block', () => {
  for (const cell of launchCells(plan({ full: true }))) {
    const blocks = launchesOfCell(cell, 1);

    test(`${cell.scenario.id} ${cell.placement} holds every arm at every point once, and its floor`, () => {
      assert.equal(blocks.length, cell.blocks);
      for (const [block, launches] of blocks.entries()) {
        const places = launches.map(({ place }) => `${place.arm}/${String(place.point)}`);
        assert.equal(new Set(places).size, cell.arms.length * cell.points.length);
        assert.deepEqual(
          launches.map(({ place }) => place.position),
          [...launches.keys()],
        );
        assert.ok(launches.every(({ place }) => place.block === block));
        assert.ok(launches.some(({ arm }) => arm.isFloor));
      }
    });

    test(`${cell.scenario.id} ${cell.placement}: the arms of a point are adjacent in time`, () => {
      const points = blocks[0]?.map(({ place }) => place.point) ?? [];
      const changes = points.filter((point, i) => i > 0 && point !== points[i - 1]).length;
      assert.equal(changes, cell.points.length - 1);
    });
  }

  test('the same seed gives the same launches', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const cell = launchCells(plan({ only: { scenario: ['cold'] }, blocks: 10 }))[0];
        assert.ok(cell !== undefined);
        assert.deepEqual(launchesOfCell(cell, seed), launchesOfCell(cell, seed));
      }),
      { numRuns: 20 },
    );
  });
});

describe('arms', () => {
  test('have names of their own, one floor each, and share the stopwatch', () => {
    for (const { arms, scenario } of launchCells(plan())) {
      assert.equal(new Set(arms.map(({ id }) => id)).size, arms.length);
      for (const arm of arms) {
        const floor = floorOf(arm, arms);
        assert.ok(floor !== undefined, `${scenario.id} ${arm.id}`);
        assert.equal(floor.launchedBy, arm.launchedBy);
        assert.equal(floor.parameters.channel, arm.parameters.channel);
        assert.equal(floor.parameters.acknowledge, arm.parameters.acknowledge);
        assert.equal(floor.parameters.meet, arm.parameters.meet);
      }
    }
  });

  test('have the reference that their scenario compares with', () => {
    const referencesIn = (id: string): (string | undefined)[] => {
      const cell = launchCells(plan({ only: { scenario: [id] } }))[0];
      return cell?.arms.map((arm) => referenceOf(arm, cell.arms, cell.scenario)?.id) ?? [];
    };
    assert.deepEqual(referencesIn('one-descriptor'), [undefined, undefined, 'scm_rights']);
    assert.deepEqual(referencesIn('pidfd-life'), [undefined, undefined, 'pidfd_getfd cached pidfd']);
    assert.ok(referencesIn('descriptor-kinds').includes('scm_rights udp'));
    assert.ok(referencesIn('harness-overhead').includes('scm_rights by plain C'));
  });

  test('the oracle can tell every descriptor of a batch apart', () => {
    const batches = launchCells(plan()).flatMap((cell) =>
      launchesOfCell(cell, 1).flatMap((block) => block.map(({ parameters }) => parameters)),
    );
    for (const { batch, kind, chunk } of batches) {
      assert.ok(batch === 1 || kind === 'memfd');
      assert.ok(chunk <= 252);
    }
  });
});

test('a schedule is shared by the arms of a block and by no two blocks; without one there is no seed', () => {
  const seedsOf = (id: string): number[][] => {
    const cell = plan({ only: { scenario: [id], placement: ['cross-cpu'] }, blocks: 4 }).cells[0];
    assert.ok(cell?.class === 'launches');
    return launchesOfCell(cell, 1).map((block) => [
      ...new Set(block.map(({ parameters }) => parameters.seed)),
    ]);
  };
  const seeds = seedsOf('busy-donor');
  assert.ok(seeds.every(({ length }) => length === 1));
  assert.equal(new Set(seeds.flat()).size, 4);
  assert.deepEqual(seedsOf('one-descriptor'), [[1], [1], [1], [1]]);
});

describe('--only, --blocks, --quick', () => {
  test('one scenario, one placement, other blocks', () => {
    const { cells } = plan({ only: { scenario: ['one-descriptor'], placement: ['cross-cpu'] }, blocks: 7 });
    assert.deepEqual(
      cells.map(({ placement, blocks }) => [placement, blocks]),
      [['cross-cpu', 7]],
    );
  });

  test('a mechanism keeps its floor, a variant keeps only its own', () => {
    const arms = (only: PlanRequest['only']): (string[] | undefined)[] =>
      plan({ only })
        .cells.slice(0, 1)
        .map((cell) => cell.arms.map(({ id }) => id));
    assert.deepEqual(arms({ scenario: ['one-descriptor'], mechanism: ['pidfd_getfd'] }), [
      ['message_only', 'pidfd_getfd'],
    ]);
    assert.deepEqual(arms({ scenario: ['one-descriptor'], mechanism: ['message_only'] }), [['message_only']]);
    assert.deepEqual(arms({ scenario: ['socket-types'], variant: ['dgram'], mechanism: ['scm_rights'] }), [
      ['message_only dgram', 'scm_rights dgram'],
    ]);
  });

  test('a selection that matches nothing is refused', () => {
    assert.throws(() => plan({ only: { scenario: ['cold'], point: ['252'] } }), UsageError);
    assert.throws(() => plan({ only: { scenario: ['batch'], placement: ['unpinned'] } }), /match nothing/);
    assert.throws(
      () => plan({ only: { scenario: ['single-calls'], mechanism: ['scm_rights'] } }),
      UsageError,
    );
  });

  test('a quick run takes fewer points, unless one is asked for', () => {
    const points = (changes: Partial<PlanRequest>): readonly (number | null)[] | undefined =>
      plan({ quick: true, ...changes }).cells.find(({ scenario }) => scenario.id === 'batch')?.points;
    assert.ok(!points({})?.includes(10_000));
    assert.deepEqual(points({ only: { point: ['10000'] } }), [10_000]);
  });
});

describe('what this machine cannot do', () => {
  test('one CPU: across CPUs is a visible skip, the others go on', () => {
    const { cells, skips } = plan(
      { only: { scenario: ['one-descriptor'] } },
      { ...machine, allowedCpus: [3] },
    );
    assert.deepEqual(
      cells.map(({ placement }) => placement),
      ['same-cpu', 'unpinned'],
    );
    assert.match(skips[0]?.reason ?? '', /needs two CPUs/);
    assert.match(skips[0]?.remedy ?? '', /taskset/);
  });

  test('too few descriptors: the large batches are visible skips', () => {
    const { cells, skips } = plan(
      { only: { scenario: ['batch'] } },
      { ...machine, nofileHard: 4096, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
    );
    assert.deepEqual(cells[0]?.points.at(-1), 1024);
    assert.deepEqual(
      skips.map(({ point }) => point),
      [4096, 10_000, 4096, 10_000],
    );
    assert.match(skips[0]?.remedy ?? '', /ulimit -Hn 4160/);
  });

  test('descriptors in flight: an unprivileged stream of large messages is a visible skip', () => {
    const inFlight = { descriptors: 20_000, socketBufferBytes: 212_992 };
    const { cells, skips } = plan(
      { only: { scenario: ['streaming'], placement: ['same-cpu'] } },
      { ...machine, inFlight },
    );
    assert.deepEqual(
      skips.map(({ arm, point }) => [arm, point]),
      [['scm_rights', 252]],
    );
    assert.match(skips[0]?.reason ?? '', /would be in flight; this user may have 20000/);
    const cell = cells[0];
    assert.ok(cell?.class === 'launches');
    const block = launchesOfCell(cell, 1)[0] ?? [];
    assert.deepEqual(
      block.map(({ place }) => place.position),
      [...block.keys()],
    );
    assert.equal(block.length, 5);
  });
});

describe('what takes long', () => {
  const idsOf = ({ cells }: Plan): string[] => cells.map(({ scenario }) => scenario.id);

  test('runs with --full, or when it is named', () => {
    assert.ok(!idsOf(plan()).includes('stopped-donor'));
    assert.ok(idsOf(plan({ full: true })).includes('stopped-donor'));
    assert.deepEqual(idsOf(plan({ only: { scenario: ['stopped-donor'] } })), ['stopped-donor']);
    assert.ok(idsOf(plan({ full: true })).includes('one-descriptor'));
  });

  test('a share of a capacity: what measures it stands before, for one pair where nobody asked for more', () => {
    const alone = plan({ only: { scenario: ['open-loop'] } });
    assert.deepEqual(idsOf(alone), ['capacity', 'open-loop']);
    assert.deepEqual(
      alone.cells.map(({ placement }) => placement),
      ['cross-cpu', 'cross-cpu'],
    );
    assert.deepEqual(alone.cells[0]?.points, [1]);
    const both = plan({ only: { scenario: ['open-loop', 'capacity'], placement: ['cross-cpu'] } });
    assert.deepEqual(idsOf(both), ['capacity', 'open-loop']);
    assert.ok((both.cells[0]?.points.length ?? 0) > 1);
  });

  test('a large table is a visible skip where the limit is low', () => {
    const { cells, skips } = plan({ only: { scenario: ['table-size'] } }, { ...machine, nofileHard: 6000 });
    assert.deepEqual(cells[0]?.points, [100, 1000, 5000]);
    assert.deepEqual(
      skips.map(({ point }) => point),
      [10_000, 19_900],
    );
  });

  test('where the floor is the canary only, one sings for all variants', () => {
    const [cell] = launchCells(plan({ only: { scenario: ['donor-contention'] } }));
    assert.deepEqual(
      cell?.arms.flatMap(({ id, isFloor }) => (isFloor ? [id] : [])),
      ['message_only'],
    );
  });
});
