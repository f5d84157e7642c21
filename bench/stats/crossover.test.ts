// SPDX-License-Identifier: Apache-2.0
// The crossover of made-up curves: where it lies, when it is open, when there is none.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import { findCrossovers, lastUpwardCrossing } from './crossover.ts';

const points = [1, 2, 4, 8, 16];

const cell: PlannedCell = {
  scenario: 'batch',
  placement: 'same-cpu',
  blocks: 12,
  arms: ['message_only', 'push', 'pull'].map((id) => ({
    id,
    mechanism: id,
    variant: '',
    launchedBy: 'node',
    isFloor: id === 'message_only',
  })),
  points,
  reference: 'push',
  endedBy: 'plan',
};

/** Launches of both arms: push costs `fixed`, pull `each` a descriptor; wall and CPU alike. */
function launches(fixed: number, each: (block: number) => number): LaunchSummary[] {
  return [...Array(cell.blocks).keys()].flatMap((block) =>
    points.flatMap((point) => [
      launch(block, point, 'push', fixed),
      launch(block, point, 'pull', each(block) * point),
    ]),
  );
}

function launch(block: number, point: number, arm: string, p50: number): LaunchSummary {
  const quantiles = { n: 1, p10: p50, p50, p90: null, p99: null };
  return {
    launch: 0,
    scenario: cell.scenario,
    placement: cell.placement,
    block,
    position: 0,
    arm,
    point,
    status: 'ok',
    failure: null,
    oracle: 'pass',
    wall: quantiles,
    cpu: quantiles,
    roundTrip: null,
    conditions: null,
  };
}

describe('one curve', () => {
  test('crosses between two points, interpolated on log axes', () => {
    const x = lastUpwardCrossing([
      { x: 2, logRatio: -1 },
      { x: 8, logRatio: 1 },
    ]);
    assert.ok(Math.abs(Math.exp(x) - 4) < 1e-9);
  });

  test('the last of several crossings counts', () => {
    const x = lastUpwardCrossing([
      { x: 1, logRatio: -1 },
      { x: 2, logRatio: 1 },
      { x: 4, logRatio: -1 },
      { x: 16, logRatio: 1 },
    ]);
    assert.ok(Math.abs(Math.exp(x) - 8) < 1e-9);
  });

  test('beyond the axis on either side', () => {
    assert.equal(
      lastUpwardCrossing([
        { x: 1, logRatio: 1 },
        { x: 2, logRatio: 2 },
      ]),
      -Infinity,
    );
    assert.equal(
      lastUpwardCrossing([
        { x: 1, logRatio: -2 },
        { x: 2, logRatio: -1 },
      ]),
      Infinity,
    );
    assert.equal(lastUpwardCrossing([]), Infinity);
  });
});

describe('over blocks', () => {
  test('found, with the cheaper arm on each side, for wall and CPU time', () => {
    const found = findCrossovers(
      cell,
      launches(6, (block) => 1 + block / 100),
    );
    assert.deepEqual(
      found.map(({ measure, below, above, status }) => [measure, below, above, status]),
      [
        ['wall', 'pull', 'push', 'found'],
        ['cpu', 'pull', 'push', 'found'],
      ],
    );
    const at = found[0]?.at;
    assert.ok(at?.interval && at.interval.lo <= at.value && at.value <= at.interval.hi);
    assert.ok(at.value > 5 && at.value < 6);
    assert.match(found[0]?.text ?? '', /same-cpu, wall time: pull is cheaper up to about 5\.\d descriptors/);
  });

  test('below the axis: one arm is cheaper everywhere', () => {
    const [wall] = findCrossovers(
      cell,
      launches(1, () => 2),
    );
    assert.deepEqual([wall?.status, wall?.at, wall?.above], ['below-axis', null, 'push']);
    assert.match(wall?.text ?? '', /push is cheaper at every size/);
  });

  test('open: some blocks cross beyond the axis', () => {
    const [wall] = findCrossovers(
      cell,
      launches(6, (block) => (block < 3 ? 7 : 2)),
    );
    assert.equal(wall?.status, 'open');
    assert.equal(wall.at?.interval?.lo, 1);
    assert.match(wall.text, /not settled/);
    assert.doesNotMatch(JSON.stringify(wall), /null,"hi"|"lo":null/);
  });

  test('too few blocks: a point without an interval is never "found"', () => {
    const few = launches(6, () => 1).filter(({ block }) => block < 9);
    const [wall] = findCrossovers(cell, few);
    assert.deepEqual([wall?.status, wall?.at?.interval], ['open', null]);
  });

  test('an arm without numbers gives no crossover', () => {
    assert.deepEqual(
      findCrossovers(
        cell,
        launches(6, () => 1).filter(({ arm }) => arm === 'push'),
      ),
      [],
    );
  });
});
