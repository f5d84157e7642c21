// SPDX-License-Identifier: Apache-2.0
// Rows of launches under load: outcomes are summed, also of launches that lost every transfer; capacities are medians.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { capacityScenario, stoppedDonorScenario } from '../../reports/testing/example-load-scenarios.ts';
import { loadResult } from '../../reports/testing/example-load.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import { capacityOf } from './capacity-of-row.ts';
import { median } from './quantile.ts';
import { outcomesOf } from './outcomes-of-row.ts';
import { makeRows } from './rows.ts';
import type { Row } from '../results/result.ts';

const { rows, launches, cells } = loadResult(12);

test('an arm that lost most has a row: no time, and all that was offered', () => {
  const lost = rows.filter(({ wall, outcomes }) => wall === null && outcomes !== undefined);
  assert.deepEqual(
    lost.map(({ scenario, arm, blocks, launchesFailed, outcomes }) => [
      scenario,
      arm,
      blocks,
      launchesFailed,
      outcomes,
    ]),
    ['message_only stopped', 'scm_rights stopped'].map((arm) => [
      stoppedDonorScenario.id,
      arm,
      0,
      0,
      { offered: 1200, completed: 0, late: 0, lost: 1200 },
    ]),
  );
});

/** Launches of 20 blocks, of which some lost most of their transfers. */
function withLostMedians(count: number): Row | undefined {
  const cell = cells.find(({ scenario }) => scenario === stoppedDonorScenario.id);
  assert.ok(cell !== undefined);
  const arm = 'pidfd_getfd stopped';
  const made = loadResult(20).launches.filter(({ scenario }) => scenario === stoppedDonorScenario.id);
  const lost = made.map((launch) =>
    launch.arm === arm && launch.block < count ? { ...launch, wall: null } : launch,
  );
  const all = makeRows({ cells: [cell], scenarios: [stoppedDonorScenario], launches: lost });
  return all.find((row) => row.arm === arm);
}

test('a launch without a median because of what it lost counts as longest, and no ratio is made of the others', () => {
  const [none, few, half, most] = [0, 4, 9, 11].map(withLostMedians);
  assert.ok(none?.wall?.p50.interval != null && none.ratioToReference !== null);
  assert.ok((few?.wall?.p50.value ?? 0) > none.wall.p50.value);
  assert.deepEqual([few?.blocks, few?.ratioToReference, few?.adjustedP], [16, null, null]);
  // The median still has a value, and the end of its interval does not.
  assert.ok(half?.wall != null);
  assert.equal(half.wall.p50.interval, null);
  assert.equal(most?.wall, null);
  assert.equal(most.outcomes?.offered, 2000);
});

test('offered is the sum of the others in every row', () => {
  const all = rows.flatMap(({ outcomes }) => outcomes ?? []);
  assert.ok(all.length > 10);
  for (const { offered, completed, late, lost } of all) assert.equal(offered, completed + late + lost);
});

test('capacities are medians over launches, with intervals from ten blocks on', () => {
  const own = rows.filter(({ capacity }) => capacity !== undefined);
  assert.deepEqual([...new Set(own.map(({ scenario }) => scenario))], [capacityScenario.id]);
  const [row] = own;
  const rates = launches
    .filter(
      (launch) =>
        launch.arm === row?.arm &&
        launch.point === row.point &&
        launch.placement === row.placement &&
        launch.scenario === row.scenario,
    )
    .flatMap(({ capacity }) => capacity?.descriptorsPerSecond ?? []);
  assert.equal(rates.length, 12);
  assert.equal(row?.capacity?.descriptorsPerSecond.value, median(rates));
  assert.ok(row.capacity.descriptorsPerSecond.interval !== null);
  const few = loadResult(9).rows.find(({ capacity }) => capacity !== undefined);
  assert.equal(few?.capacity?.cpuShare.interval, null);
});

test('where nothing of the kind was measured, nothing is there', () => {
  const plain = [launchOf({ arm: 'scm_rights', block: 0, p50: 5000 })];
  assert.deepEqual([outcomesOf(plain), capacityOf(plain), outcomesOf([])], [{}, {}, {}]);
});
