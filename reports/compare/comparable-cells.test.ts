// SPDX-License-Identifier: Apache-2.0
// Each way in which two runs can be unequal keeps them apart, and is named.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import type { LaunchScenario, Scenario } from '../../scenarios/scenario.ts';
import { runsWith, twoMachines } from '../testing/example-runs.ts';
import { judgeComparability } from './comparable-cells.ts';

test('what was measured alike stands side by side, whatever the machine', () => {
  const { cells, unequal } = judgeComparability(twoMachines());
  assert.deepEqual(unequal, []);
  assert.equal(cells.length, 4);
});

function changeScenario(change: (scenario: LaunchScenario) => Scenario): (result: Result) => Result {
  return (result) => ({
    ...result,
    scenarios: result.scenarios.map((one) =>
      one.id === 'one-descriptor' && one.class === 'launches' ? change(one) : one,
    ),
  });
}

const changes: readonly (readonly [string, (result: Result) => Result, RegExp])[] = [
  [
    'interval',
    changeScenario((one) => ({ ...one, interval: { ...one.interval, last: 'used' } })),
    /^differs: interval \(A: start to holding, per-transfer, B: start to used, per-transfer\)$/,
  ],
  [
    'what it includes',
    changeScenario((one) => ({ ...one, interval: { ...one.interval, includes: ['more'] } })),
    /^differs: what the interval includes/,
  ],
  [
    'a fixed parameter',
    changeScenario((one) => ({ ...one, fixed: { ...one.fixed, batch: 2 } })),
    /^differs: fixed batch \(A: 1, B: 2\)$/,
  ],
  [
    'a fixed parameter that one does not set',
    changeScenario((one) => ({ ...one, fixed: { ...one.fixed, warmup: 5 } })),
    /^differs: fixed warmup \(A: not set, B: 5\)$/,
  ],
  [
    'placements',
    changeScenario((one) => ({ ...one, blocks: { 'same-cpu': { full: 30, quick: 10 } } })),
    /^differs: placements/,
  ],
  [
    'variants',
    changeScenario((one) => ({ ...one, variants: [{ label: '', parameters: { chunk: 9 } }] })),
    /^differs: variants/,
  ],
  [
    'a scenario that one does not have',
    (result) => ({ ...result, scenarios: result.scenarios.filter(({ id }) => id !== 'one-descriptor') }),
    /^not part of B$/,
  ],
];

describe('a scenario is left out for', () => {
  for (const [name, change, reason] of changes) {
    test(name, () => {
      const { cells, unequal } = judgeComparability(runsWith(change));
      assert.equal(unequal.length, 1);
      assert.match(unequal[0]?.reason ?? '', reason);
      assert.ok(cells.every(({ scenario }) => scenario !== 'one-descriptor'));
    });
  }
});

describe('a placement is left out for', () => {
  test('other points', () => {
    const { unequal } = judgeComparability(
      runsWith((result) => ({
        ...result,
        cells: result.cells.map((cell) => (cell.points === null ? cell : { ...cell, points: [1, 2] })),
      })),
    );
    assert.deepEqual(
      unequal.map(({ scenario, reason }) => [scenario, reason]),
      [['batch', 'same CPU: differs: points (A: 1 2 4 8 16 64 252 253 1024 4096 10000, B: 1 2)']],
    );
  });

  test('no numbers in one of the runs', () => {
    const { cells, unequal } = judgeComparability(
      runsWith((result) => ({ ...result, rows: result.rows.filter((row) => row.placement !== 'cross-cpu') })),
    );
    assert.deepEqual(unequal, [
      { scenario: 'one-descriptor', placement: 'cross-cpu', reason: 'across CPUs: not measured in B' },
    ]);
    assert.equal(cells.length, 3);
  });
});

test('how often, and in which words, is no reason', () => {
  const reworded = changeScenario((one) => ({
    ...one,
    question: 'Other words?',
    notes: ['more'],
    blocks: { 'same-cpu': { full: 5, quick: 5 }, 'cross-cpu': { full: 5, quick: 5 } },
  }));
  assert.deepEqual(judgeComparability(runsWith(reworded)).unequal, []);
});
