// SPDX-License-Identifier: Apache-2.0
// Which live handovers are planned, in which order, and what becomes a visible skip instead.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { handoverScenarios } from '../../scenarios/handover/index.ts';
import { handoverRates } from '../../scenarios/handover/rates.ts';
import { handoverStreams } from '../../scenarios/handover/streams.ts';
import type { PlanRequest } from './build-plan.ts';
import type { HandoverCell } from './handover-cells.ts';
import { handoverCells, handoversOfCell } from './handover-cells.ts';
import type { MachineLimits } from './limits.ts';

const machine: MachineLimits = {
  allowedCpus: [0, 1],
  nofileHard: 1_000_000,
  inFlight: { descriptors: null, socketBufferBytes: 212_992 },
};

function planned(
  request: Partial<PlanRequest> = {},
  limits: Partial<MachineLimits> = {},
): ReturnType<typeof handoverCells> {
  const usual = { only: {}, quick: false, full: true, seed: 1, blocks: null };
  return handoverCells(handoverScenarios, { ...usual, ...request }, { ...machine, ...limits });
}

const idsOf = (cells: readonly HandoverCell[]): string[] => cells.map(({ scenario }) => scenario.id);

function ratesCell(request: Partial<PlanRequest> = {}): HandoverCell {
  const { cells } = planned({ ...request, only: { scenario: ['handover-rates'], ...request.only } });
  return cells[0] ?? assert.fail('no cell');
}

describe('what is planned', () => {
  test('--full: every scenario, every arm, every point', () => {
    const { cells, skips } = planned();
    assert.deepEqual(
      idsOf(cells),
      handoverScenarios.map(({ id }) => id),
    );
    assert.deepEqual(skips, []);
    for (const { scenario, arms, points, blocks } of cells)
      assert.deepEqual([arms, points, blocks], [scenario.arms, scenario.axis.values, scenario.blocks.full]);
  });

  test('not --full: only what is named', () => {
    assert.deepEqual(planned({ full: false }).cells, []);
    const { cells } = planned({ full: false, only: { scenario: ['handover-faults'] } });
    assert.deepEqual(idsOf(cells), ['handover-faults']);
  });

  test('a mechanism alone, a placement, a variant: those of launches are meant', () => {
    for (const only of [
      { mechanism: ['scm_rights'] },
      { placement: ['same-cpu'], scenario: ['handover-rates'] },
      { variant: ['x'], scenario: ['handover-rates'] },
    ])
      assert.deepEqual(planned({ only }).cells, []);
  });

  test('of the arms that are asked for, the control stands beside them', () => {
    const { arms } = ratesCell({ only: { mechanism: ['close_then_bind', 'reuseport'] } });
    assert.deepEqual(
      arms.map(({ id }) => id),
      ['no_handover', 'reuseport', 'close_then_bind'],
    );
  });

  test('--quick: its own points and blocks; nothing where that is none', () => {
    const { points, blocks } = ratesCell({ quick: true });
    assert.deepEqual([points, blocks], [handoverRates.axis.quickValues, handoverRates.blocks.quick]);
    const quickOnly = handoverScenarios.filter(({ blocks }) => blocks.quick > 0).map(({ id }) => id);
    assert.deepEqual(idsOf(planned({ quick: true }).cells), quickOnly);
  });

  test('--quick and a point by name: that point', () => {
    assert.deepEqual(ratesCell({ quick: true, only: { point: ['30000'] } }).points, [30_000]);
  });

  test('--blocks: so many, also of those that --quick has none of', () => {
    const { cells } = planned({ quick: true, blocks: 3, only: { scenario: ['handover-streams'] } });
    assert.deepEqual([cells[0]?.blocks, cells[0]?.points], [3, handoverStreams.axis.quickValues]);
  });
});

describe('skips', () => {
  test('one CPU: everything, each by its name and with what to do', () => {
    const { cells, skips } = planned({}, { allowedCpus: [3] });
    assert.deepEqual(cells, []);
    assert.deepEqual(
      skips.map(({ scenario }) => scenario),
      handoverScenarios.map(({ id }) => id),
    );
    for (const { reason, remedy } of skips) {
      assert.match(reason, /only one/);
      assert.notEqual(remedy, '');
    }
    assert.deepEqual(planned({ full: false }, { allowedCpus: [3] }).skips, []);
  });

  test('too few descriptors: those points, and the others are run', () => {
    const { cells, skips } = planned({ only: { scenario: ['handover-streams'] } }, { nofileHard: 1201 });
    assert.deepEqual(cells[0]?.points, [1, 100]);
    assert.deepEqual(
      skips.map(({ point, reason }) => [point, reason]),
      [[5000, 'needs 5201 open descriptors in one process; the hard limit is 1201']],
    );
    assert.match(skips[0]?.remedy ?? '', /5201/);
  });

  test('too few for any: no cell, and a skip for each point', () => {
    const { cells, skips } = planned({ only: { scenario: ['handover-streams'] } }, { nofileHard: 64 });
    assert.deepEqual([cells, skips.map(({ point }) => point)], [[], handoverStreams.axis.values]);
  });
});

describe('the order', () => {
  const cell = ratesCell({ blocks: 8 });

  test('every arm at every point once a block, the arms of a point next to each other', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        const blocks = handoversOfCell(cell, seed);
        assert.equal(blocks.length, 8);
        for (const [b, block] of blocks.entries()) {
          assert.deepEqual(
            block.map(({ position, block: of }) => [position, of]),
            block.map((_, i) => [i, b]),
          );
          const runs = block.filter(({ point }, i) => point !== block[i - 1]?.point);
          assert.equal(runs.length, cell.points.length);
          const places = new Set(block.map(({ arm, point }) => `${arm.id} ${String(point)}`));
          const all = cell.arms.length * cell.points.length;
          assert.deepEqual([places.size, block.length], [all, all]);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('the arms of a block share the clients’ seed, another block has another', () => {
    const seeds = handoversOfCell(cell, 5).map((block) => new Set(block.map(({ seed }) => seed)));
    assert.ok(seeds.every(({ size }) => size === 1));
    assert.equal(new Set(seeds.flatMap((seed) => [...seed])).size, 8);
    for (const seed of seeds.flatMap((one) => [...one]))
      assert.ok(Number.isInteger(seed) && seed >= 0 && seed < 2 ** 32);
  });

  test('depends on the seed, and on nothing else', () => {
    fc.assert(
      fc.property(fc.nat(), (seed) => {
        assert.deepEqual(handoversOfCell(cell, seed), handoversOfCell(cell, seed));
      }),
      { numRuns: 10 },
    );
    const orderOf = (seed: number): string =>
      JSON.stringify(
        handoversOfCell(cell, seed).map((block) => block.map(({ arm, point }) => [arm.id, point])),
      );
    assert.notEqual(orderOf(1), orderOf(2));
  });

  test('the point of the axis is in the parameters, the rest as the scenario says', () => {
    for (const { parameters, point, clients } of handoversOfCell(cell, 1).flat()) {
      assert.deepEqual(parameters, { ...handoverRates.fixed, ratePerSecond: point });
      assert.equal(clients, 'connections');
    }
  });

  test('over a round of blocks each arm stands in each place equally often', () => {
    const places = new Map<string, number[]>();
    for (const block of handoversOfCell(cell, 11)) {
      const atPoint = block.filter(({ point }) => point === 1000);
      for (const [place, { arm }] of atPoint.entries())
        places.set(arm.id, [...(places.get(arm.id) ?? []), place]);
    }
    for (const found of places.values())
      assert.deepEqual(
        found.toSorted((a, b) => a - b),
        [0, 1, 2, 3, 4, 5, 6, 7],
      );
  });
});

describe('the scenarios', () => {
  test('begin with the control, and name each arm once', () => {
    for (const { arms, id } of handoverScenarios) {
      assert.equal(arms[0]?.gives, 'no_handover', id);
      assert.equal(new Set(arms.map((arm) => arm.id)).size, arms.length, id);
    }
    assert.equal(new Set(handoverScenarios.map(({ id }) => id)).size, handoverScenarios.length);
  });

  test('a quick value is one of the values', () => {
    for (const { axis, id } of handoverScenarios)
      assert.ok(
        axis.quickValues.every((value) => axis.values.includes(value)),
        id,
      );
  });
});
