// SPDX-License-Identifier: Apache-2.0
// Rows of made-up launches: what is declared, how p-values are adjusted, at which level, and which tails are told.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { oneDescriptor } from '../../scenarios/transfer/one-descriptor.ts';
import type { LaunchScenario, Placement } from '../../scenarios/scenario.ts';
import { makeDraws } from '../../test/support/draws.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import type { LaunchSummary, PlannedCell, Row } from '../results/result.ts';
import { benjaminiHochberg, holm } from './adjust.ts';
import { blockRatios } from './block-ratios.ts';
import { estimateMedian, estimateRatio } from './estimate.ts';
import { makeRows } from './rows.ts';
import { signedRankTest } from './signed-rank.ts';

const draws = makeDraws(12, 'rows');
const looked: LaunchScenario = { ...oneDescriptor, id: 'looked at', declared: false };
const scenarios = [oneDescriptor, looked];
const costs = { message_only: 4000, scm_rights: 5500, pidfd_getfd: 5600 };
const arms = Object.keys(costs) as (keyof typeof costs)[];

function cellOf(scenario: LaunchScenario, placement: Placement, blocks = 24): PlannedCell {
  return {
    scenario: scenario.id,
    placement,
    blocks,
    arms: arms.map((id) => ({
      id,
      mechanism: id,
      variant: '',
      launchedBy: 'node',
      isFloor: id === 'message_only',
    })),
    points: null,
    reference: 'scm_rights',
    endedBy: 'plan',
  };
}

function launchesOf({ scenario, placement, blocks }: PlannedCell, n = 1000): LaunchSummary[] {
  return [...Array(blocks).keys()].flatMap((block) =>
    arms.map((arm, position) =>
      launchOf({
        arm,
        block,
        position,
        scenario,
        placement,
        n,
        p50: costs[arm] * Math.exp(0.03 * draws.normal()),
      }),
    ),
  );
}

const cells = [
  cellOf(oneDescriptor, 'same-cpu'),
  cellOf(oneDescriptor, 'cross-cpu'),
  cellOf(oneDescriptor, 'unpinned'),
  cellOf(looked, 'same-cpu'),
  cellOf(looked, 'cross-cpu', 9),
];
const launches = cells.flatMap((cell) => launchesOf(cell));
const rows = makeRows({ cells, scenarios, launches });

const pull = (list: readonly Row[]): Row[] => list.filter(({ arm }) => arm === 'pidfd_getfd');

function ratiosOf(row: Row): ReturnType<typeof blockRatios> {
  const own = (arm: string | null): LaunchSummary[] =>
    launches.filter(
      (launch) =>
        launch.scenario === row.scenario && launch.placement === row.placement && launch.arm === arm,
    );
  return blockRatios(own(row.arm), own(row.reference), { measure: 'wall', quantile: 'p50' });
}

describe('declared and exploratory', () => {
  test('declared: the pinned ratios of a declared scenario, not the reference itself, not the floor', () => {
    assert.deepEqual(
      rows
        .filter(({ declared }) => declared)
        .map(({ scenario, placement, arm }) => [scenario, placement, arm]),
      [
        ['one-descriptor', 'same-cpu', 'pidfd_getfd'],
        ['one-descriptor', 'cross-cpu', 'pidfd_getfd'],
      ],
    );
  });

  test('Holm among the declared, Benjamini–Hochberg among the others, nothing under 10 blocks', () => {
    const p = pull(rows).map(
      (row) => signedRankTest(ratiosOf(row).map(({ logRatio }) => logRatio))?.pTwoSided ?? 1,
    );
    const [strict, shared] = [holm(p.slice(0, 2)), benjaminiHochberg(p.slice(2, 4))];
    assert.deepEqual(
      pull(rows).map(({ adjustedP }) => adjustedP),
      [...strict, ...shared, null],
    );
    assert.notDeepEqual(strict, p.slice(0, 2));
    const others = rows.filter(({ arm }) => arm !== 'pidfd_getfd');
    assert.ok(others.every(({ adjustedP }) => adjustedP === null));
  });

  test('in no block a difference: p is 1', () => {
    const cell = cellOf(oneDescriptor, 'same-cpu', 12);
    const same = launchesOf(cell).map((launch) => launchOf({ ...launch, p50: 5000 }));
    assert.deepEqual(
      pull(makeRows({ cells: [cell], scenarios, launches: same })).map((row) => [
        row.adjustedP,
        row.ratioToReference?.value,
      ]),
      [[1, 1]],
    );
  });

  test('doubts are not found here', () => {
    assert.ok(rows.every(({ doubts }) => doubts.length === 0));
  });
});

describe('figures', () => {
  test('ratios are those of the same block, with two intervals', () => {
    const [row] = pull(rows);
    assert.ok(row !== undefined);
    assert.deepEqual(row.ratioToReference, estimateRatio(ratiosOf(row)));
    assert.deepEqual(row.cpuRatioToReference, row.ratioToReference);
    assert.ok(row.ratioToFloor !== null && row.ratioToFloor.value > 1.3);
  });

  test('a stricter level is for the ratio to the reference, whose p pays for it, only', () => {
    const [usual] = pull(rows);
    const [strict] = pull(makeRows({ cells, scenarios, launches, levelOf: () => 0.995 }));
    assert.ok(usual !== undefined && strict !== undefined);
    assert.deepEqual(strict.ratioToReference, estimateRatio(ratiosOf(usual), 0.995));
    assert.ok(usual.adjustedP !== null && usual.adjustedP > 0);
    assert.ok(Math.abs((strict.adjustedP ?? 0) - Math.min(1, 4 * usual.adjustedP)) < 1e-12);
    const others = { ratioToReference: null, adjustedP: null };
    assert.deepEqual({ ...strict, ...others }, { ...usual, ...others });
  });

  test('the median over launches of each tail, with the exact interval', () => {
    const [row] = pull(rows);
    const tails = launches
      .filter(
        ({ scenario, placement, arm }) =>
          `${scenario} ${placement} ${arm}` === 'one-descriptor same-cpu pidfd_getfd',
      )
      .flatMap(({ wall }) => wall?.p99 ?? []);
    assert.deepEqual(row?.wall?.p99, estimateMedian(tails));
  });

  test('no p99 where a launch that counts has none', () => {
    const cell = cellOf(oneDescriptor, 'same-cpu', 12);
    const [first, ...rest] = launchesOf(cell);
    assert.ok(first !== undefined);
    const [row] = makeRows({
      cells: [cell],
      scenarios,
      launches: [launchOf({ arm: first.arm, block: 0, p50: 4000, n: 900, scenario: cell.scenario }), ...rest],
    });
    assert.equal(row?.arm, 'message_only');
    assert.deepEqual([row.wall?.p99, row.wall?.p90 === null], [null, false]);
  });

  test('one sample a launch: quantiles are over launches, with their order statistics', () => {
    const cell = cellOf(oneDescriptor, 'same-cpu', 120);
    const [row] = pull(makeRows({ cells: [cell], scenarios, launches: launchesOf(cell, 1) }));
    const p90 = row?.wall?.p90;
    assert.ok(p90?.interval && p90.interval.lo < p90.value && p90.value < p90.interval.hi);
    assert.equal(row?.wall?.p99, null);
  });

  test('failed launches are counted, and take only their own block', () => {
    const cell = cellOf(oneDescriptor, 'same-cpu', 12);
    const some = launchesOf(cell).map((launch) =>
      launch.block === 4 && launch.arm === 'scm_rights' ? launchOf({ ...launch, p50: null }) : launch,
    );
    const all = makeRows({ cells: [cell], scenarios, launches: some });
    assert.deepEqual(
      all.map(({ arm, blocks, launchesFailed, ratioToReference }) => [
        arm,
        blocks,
        launchesFailed,
        ratioToReference?.blocks,
      ]),
      [
        ['message_only', 12, 0, undefined],
        ['scm_rights', 11, 1, undefined],
        ['pidfd_getfd', 12, 0, 11],
      ],
    );
  });
});
