// SPDX-License-Identifier: Apache-2.0
// Which silent failures are counted, how often, and in which order.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { silentScenarios } from '../../scenarios/silent/index.ts';
import type { PlanRequest } from './build-plan.ts';
import type { Only } from './only.ts';
import type { SilentCell } from './silent-cells.ts';
import { silentCells, silentOfCell } from './silent-cells.ts';

function cellsFor(only: Only, change: Partial<PlanRequest> = {}): SilentCell[] {
  return silentCells(silentScenarios, { only, quick: false, seed: 1, blocks: null, ...change });
}

const named = { scenario: ['silent-failures'] };

function onlyCell(only: Only, change: Partial<PlanRequest> = {}): SilentCell {
  return cellsFor(only, change)[0] ?? assert.fail('there is no cell');
}

describe('what is asked for', () => {
  test('everything, without a wish', () => {
    const { arms, conditions, blocks } = onlyCell({});
    assert.deepEqual([arms.length, conditions.length, blocks], [4, 6, 10]);
  });
  test('one mechanism, with care and without', () => {
    const { arms } = onlyCell({ ...named, mechanism: ['pidfd_getfd'] });
    assert.deepEqual(
      arms.map(({ id }) => id),
      ['naive pull', 'safe pull'],
    );
  });
  test('one condition, by variant', () => {
    assert.deepEqual(
      onlyCell({ ...named, variant: ['pressure'] }).conditions.map(({ id }) => id),
      ['pressure'],
    );
  });
  test('not where something else is meant', () => {
    for (const only of [
      { scenario: ['batch'] },
      { mechanism: ['scm_rights'] },
      { ...named, placement: ['same-cpu'] },
      { ...named, point: ['4'] },
      { ...named, variant: ['no such'] },
    ])
      assert.deepEqual(cellsFor(only), []);
  });
  test('fewer in a hurry, more with --full, or as many as are asked for', () => {
    assert.ok(onlyCell({}, { quick: true }).transfers < onlyCell({}).transfers);
    assert.ok(onlyCell({}, { full: true }).transfers > onlyCell({}).transfers);
    assert.equal(onlyCell({}, { blocks: 3 }).blocks, 3);
  });
});

describe('the order', () => {
  const cell = onlyCell({});
  const blocks = silentOfCell(cell, 7);
  test('has every arm under every condition once in each block', () => {
    assert.equal(blocks.length, cell.blocks);
    for (const block of blocks) {
      assert.equal(new Set(block.map(({ arm, condition }) => `${arm.id} ${condition.id}`)).size, 24);
      assert.deepEqual(
        block.map(({ position }) => position),
        [...Array(24).keys()],
      );
    }
  });
  test('keeps the arms of a condition together, which are asked for the same transfers', () => {
    for (const block of blocks) {
      for (let i = 0; i < block.length; i += 4)
        assert.equal(new Set(block.slice(i, i + 4).map(({ condition }) => condition.id)).size, 1);
      assert.equal(new Set(block.map(({ seed }) => seed)).size, 1);
    }
    assert.equal(new Set(blocks.map((block) => block[0]?.seed)).size, cell.blocks);
  });
  test('follows from the seed', () => {
    assert.deepEqual(silentOfCell(cell, 7), blocks);
    assert.notDeepEqual(silentOfCell(cell, 8), blocks);
  });
});
