// SPDX-License-Identifier: Apache-2.0
// A cell of a gate: each arm by base and by head in the same block, the floor twice by base, and a slowdown only where
// it was asked for.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { launchesOfCell } from './blocks.ts';
import { buildPlan } from './build-plan.ts';
import type { GateArms } from './gate-arms.ts';
import { gateCellOf } from './gate-arms.ts';
import type { LaunchCell } from './plan.ts';

function cellOf(scenario: string): LaunchCell {
  const plan = buildPlan(
    { only: { scenario: [scenario], placement: ['same-cpu'] }, quick: false, seed: 1, blocks: null },
    { scenarios, mechanisms },
    { allowedCpus: [0], nofileHard: 100_000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
  );
  const [cell] = plan.cells;
  assert.ok(cell?.class === 'launches');
  return cell;
}

function gateOf(scenario: string, wishes: Partial<GateArms> = {}): LaunchCell {
  return gateCellOf(cellOf(scenario), { blocks: 60, quantile: 'p50', inject: null, ...wishes });
}

test('the floor and its twin by base, every other arm by base and by head', () => {
  assert.deepEqual(
    gateOf('one-descriptor').arms.map(({ id, revision, isFloor }) => [id, revision, isFloor]),
    [
      ['message_only', 'base', true],
      ['message_only twin', 'base', true],
      ['scm_rights base', 'base', false],
      ['scm_rights head', 'head', false],
      ['pidfd_getfd base', 'base', false],
      ['pidfd_getfd head', 'head', false],
    ],
  );
});

test('base and head, and the twins, are launched alike', () => {
  const arms = gateOf('one-descriptor').arms;
  for (const [one, other] of [
    [0, 1],
    [2, 3],
    [4, 5],
  ] as const) {
    assert.deepEqual(arms[one]?.parameters, arms[other]?.parameters);
  }
});

test('every block holds every arm once, and over the blocks each stands in each place', () => {
  const blocks = launchesOfCell(gateOf('one-descriptor'), 7);
  assert.equal(blocks.length, 60);
  const places = new Map<string, Set<number>>();
  for (const block of blocks) {
    assert.equal(new Set(block.map(({ arm }) => arm.id)).size, 6);
    for (const { arm, place } of block) {
      places.set(arm.id, (places.get(arm.id) ?? new Set()).add(place.position));
    }
  }
  assert.ok([...places.values()].every((positions) => positions.size === 6));
});

describe('--inject-ns', () => {
  for (const revision of ['base', 'head'] as const) {
    test(`slows ${revision} down, and neither the other nor the floor`, () => {
      const slowed = gateOf('one-descriptor', { inject: { revision, ns: 700 } }).arms.filter(
        ({ parameters }) => parameters.injectNs > 0,
      );
      assert.deepEqual(
        slowed.map(({ id, parameters }) => [id, parameters.injectNs]),
        [
          [`scm_rights ${revision}`, 700],
          [`pidfd_getfd ${revision}`, 700],
        ],
      );
    });
  }
});

describe('transfers in a launch', () => {
  const sizeOf = (scenario: string, quantile: GateArms['quantile']): [number, number][] =>
    gateOf(scenario, { quantile }).arms.map(({ parameters }) => [parameters.warmup, parameters.transfers]);

  test('a p50 needs no more than 300', () => {
    assert.deepEqual(new Set(sizeOf('one-descriptor', 'p50').map(String)), new Set(['50,300']));
  });

  test('a p99 needs 1000: ten beyond', () => {
    assert.ok(sizeOf('descriptor-kinds', 'p99').every(([, transfers]) => transfers === 1000));
  });

  test('a cold transfer stays the only one', () => {
    for (const quantile of ['p50', 'p99'] as const) {
      assert.ok(sizeOf('cold', quantile).every(([warmup, transfers]) => warmup === 0 && transfers === 1));
    }
  });
});

test('what the machine cannot launch is left out for base and for head', () => {
  const cell = { ...cellOf('streaming'), leftOut: [{ arm: 'scm_rights', point: null }] };
  const { leftOut } = gateCellOf(cell, { blocks: 60, quantile: 'p50', inject: null });
  assert.deepEqual(leftOut, [
    { arm: 'scm_rights base', point: null },
    { arm: 'scm_rights head', point: null },
  ]);
});
