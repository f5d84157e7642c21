// SPDX-License-Identifier: Apache-2.0
// When other ways are in a plan, and what of them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import type { WayScenario } from '../../scenarios/scenario.ts';
import { mechanisms } from '../mechanisms.ts';
import type { PlanRequest } from './build-plan.ts';
import { buildPlan } from './build-plan.ts';
import { callsOfCell } from './blocks.ts';
import type { MachineLimits } from './limits.ts';
import type { Plan, WayCell } from './plan.ts';
import { plannedCell } from './planned-cell.ts';
import { wayCells } from './way-cells.ts';

const machine: MachineLimits = {
  allowedCpus: [0, 1],
  nofileHard: 1e6,
  inFlight: { descriptors: null, socketBufferBytes: 212_992 },
};
const request: PlanRequest = { only: {}, quick: false, full: false, seed: 1, blocks: null };
const named = { only: { scenario: ['other-ways'] } };

function plan(changes: Partial<PlanRequest>, limits = machine): Plan {
  return buildPlan({ ...request, ...changes }, { scenarios, mechanisms }, limits);
}

function cellsOf({ cells }: Plan): WayCell[] {
  return cells.filter((cell) => cell.class === 'ways');
}

function scenariosOf(planned: Plan): string[] {
  return [...new Set(cellsOf(planned).map(({ scenario }) => scenario.id))];
}

describe('other ways are in the plan', () => {
  test('of a full run, or where they are named; of another run only those that are quick', () => {
    assert.deepEqual(scenariosOf(plan({})), ['safe-transfer']);
    assert.deepEqual(scenariosOf(plan({ full: true })), [
      'safe-transfer',
      'safe-transfer-batch',
      'other-ways',
    ]);
    assert.equal(cellsOf(plan(named)).length, 2);
    assert.equal(cellsOf(plan({ only: { scenario: ['other-ways', 'cold'] } })).length, 2);
  });

  test('of a quick one only where blocks are given', () => {
    assert.throws(() => plan({ ...named, quick: true }), /match nothing/);
    assert.deepEqual(
      cellsOf(plan({ ...named, quick: true, blocks: 3 })).map(({ blocks }) => blocks),
      [3, 3],
    );
  });

  test('never as a mechanism, a variant or a point', () => {
    for (const only of [{ mechanism: ['scm_rights'] }, { variant: ['dgram'] }, { point: ['4'] }])
      assert.equal(cellsOf(plan({ only, full: true })).length, 0);
  });
});

describe('a cell of other ways', () => {
  const [cell] = cellsOf(plan({ ...named, blocks: 8 }));
  assert.ok(cell !== undefined);

  test('has an arm a way, no floor and no reference', () => {
    const planned = plannedCell(cell, 'plan');
    assert.deepEqual(
      planned.arms.map(({ id }) => id),
      cell.scenario.ways,
    );
    assert.ok(planned.arms.every(({ isFloor }) => !isFloor));
    assert.deepEqual([planned.reference, planned.points], [null, null]);
  });

  test('knows how often each is run', () => {
    for (const way of cell.scenario.ways) assert.ok((cell.scenario.transfersFor[way] ?? 0) > 0, way);
  });

  test('puts each way equally often in each place', () => {
    const orders = callsOfCell(cell, 1);
    for (const position of cell.arms.keys()) {
      const counts: readonly number[] = cell.arms.map(
        (_, arm) => orders.filter((order) => order[position] === arm).length,
      );
      assert.deepEqual(new Set(counts), new Set([2]));
    }
  });

  test('with one CPU the placement across two is a visible skip', () => {
    const { cells, skips } = plan(named, { ...machine, allowedCpus: [3] });
    assert.deepEqual(
      cells.map(({ placement }) => placement),
      ['same-cpu'],
    );
    assert.match(skips[0]?.reason ?? '', /needs two CPUs/);
  });
});

test('a scenario that is not only for full runs is in every plan', () => {
  const found = scenarios.find((one): one is WayScenario => one.class === 'ways' && one.id === 'other-ways');
  assert.ok(found !== undefined);
  const { onlyInFull, ...always } = found;
  assert.equal(onlyInFull, true);
  assert.equal(wayCells(always, request).length, 2);
});
