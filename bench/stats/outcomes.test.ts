// SPDX-License-Identifier: Apache-2.0
// Every transfer that was due is completed, late or lost; and what was lost is in the quantiles, as longest.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { LaunchParameters } from '../../scenarios/scenario.ts';
import type { LaunchRecord } from '../results/result.ts';
import { outcomesOf } from './outcomes.ts';
import { quantilesOf } from './quantiles-of.ts';

/** Transfers that start when they are due, each held so long after, null: never. */
function record(sojournsNs: readonly (number | null)[], patienceMs: number): LaunchRecord {
  return {
    parameters: { patienceMs } as LaunchParameters,
    samples: {
      epoch_ns: '0',
      warmup: 1,
      count: 1,
      columns: {
        due: [0, ...sojournsNs.map(() => 0)],
        start: [0, ...sojournsNs.map(() => 1000)],
        holding: [1, ...sojournsNs],
      },
    },
  } as unknown as LaunchRecord;
}

test('offered = completed + late + lost', () => {
  const found = outcomesOf(record([1e6, 2e6, 2_000_001, null, null, null], 2));
  assert.deepEqual(found, { offered: 6, completed: 2, late: 1, lost: 3 });
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 1, max: 5_000_000 }))), (sojourns) => {
      const outcomes = outcomesOf(record(sojourns, 2));
      assert.ok(outcomes !== undefined);
      assert.equal(outcomes.completed + outcomes.late + outcomes.lost, sojourns.length);
    }),
  );
});

test('without patience nothing is lost', () => {
  assert.equal(outcomesOf(record([1e6], 0)), undefined);
});

test('what was lost counts as longest', () => {
  const held = Array.from({ length: 1000 }, (_, i) => i + 1);
  assert.equal(quantilesOf(held)?.p99, 990.01);
  const some = quantilesOf(held, 5);
  assert.deepEqual([some?.n, some?.p50], [1005, 503]);
  assert.ok((some?.p99 ?? 0) > 990);
  // p99 would lie among those that nobody saw end.
  assert.equal(quantilesOf(held, 20)?.p99, null);
  assert.ok((quantilesOf(held, 20)?.p90 ?? 0) > 900);
  assert.equal(quantilesOf(held, 1001), null);
  assert.equal(quantilesOf([], 10), null);
});
