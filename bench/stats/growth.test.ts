// SPDX-License-Identifier: Apache-2.0
// Exponents of made-up costs: a power law gives its own back, whatever a thing costs; what is not whole is left out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { batch } from '../../scenarios/transfer/batch.ts';
import type { LaunchScenario } from '../../scenarios/scenario.ts';
import { makeDraws } from '../../test/support/draws.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import type { LaunchSummary, PlannedCell } from '../results/result.ts';
import { formatExponent } from './growth-text.ts';
import { findGrowths, powerLawExponent } from './growth.ts';

const points = [1, 16, 64, 252, 1024, 10_000];
const fitted = points.filter((point) => point >= 64);

const scenario: LaunchScenario = {
  ...batch,
  axis: { parameter: 'batch', values: points, growsFrom: 64, transfersFor: [] },
};

function cellOf(blocks = 20): PlannedCell {
  return {
    scenario: batch.id,
    placement: 'cross-cpu',
    blocks,
    arms: ['message_only', 'pidfd_getfd'].map((id) => ({
      id,
      mechanism: id,
      variant: '',
      launchedBy: 'node',
      isFloor: id === 'message_only',
    })),
    points,
    reference: null,
    endedBy: 'plan',
  };
}

/** Both arms, wall and CPU time alike; below `growsFrom` nothing that a fit could use. */
function launchesOf(cell: PlannedCell, costAt: (point: number, block: number) => number): LaunchSummary[] {
  return [...Array(cell.blocks).keys()].flatMap((block) =>
    points.flatMap((point) =>
      cell.arms.map(({ id }) =>
        launchOf({
          scenario: cell.scenario,
          placement: cell.placement,
          arm: id,
          block,
          point,
          p50: point < 64 ? 1e6 : costAt(point, block),
        }),
      ),
    ),
  );
}

function exponentsOf(launches: readonly LaunchSummary[], cell = cellOf()) {
  return findGrowths(cell, scenario, launches);
}

describe('a power law', () => {
  test('gives its exponent back, at any scale of cost', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -2, max: 3, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
        (exponent, scale) => {
          const curve = fitted.map((x) => ({ x, cost: scale * x ** exponent }));
          assert.ok(Math.abs(powerLawExponent(curve) - exponent) < 1e-9);
        },
      ),
      { seed: 3, numRuns: 200 },
    );
  });

  test('found over blocks, in wall and CPU time, for arms that are no floor', () => {
    const found = exponentsOf(launchesOf(cellOf(), (point) => 30 * point ** 0.98));
    assert.deepEqual(
      found.map((one) => [one.arm, one.measure, one.parameter, one.from, one.to, one.points]),
      [
        ['pidfd_getfd', 'wall', 'batch', 64, 10_000, 4],
        ['pidfd_getfd', 'cpu', 'batch', 64, 10_000, 4],
      ],
    );
    for (const { exponent } of found) {
      assert.ok(Math.abs(exponent.value - 0.98) < 1e-9);
      assert.equal(exponent.blocks, 20);
    }
  });

  test('what slows a whole block changes nothing', () => {
    const plain = exponentsOf(launchesOf(cellOf(), (point, block) => (1 + block / 40) * point ** 0.9));
    const slowed = exponentsOf(launchesOf(cellOf(), (point, block) => 7 * (1 + block) ** 2 * point ** 0.9));
    assert.ok(Math.abs((plain[0]?.exponent.value ?? 0) - (slowed[0]?.exponent.value ?? 1)) < 1e-9);
  });

  test('noise widens the interval, which holds the truth', () => {
    const draws = makeDraws(4, 'growth');
    const noisy = (size: number) => {
      const launches = launchesOf(cellOf(), (point) => point ** 0.9 * Math.exp(size * draws.normal()));
      const { interval = null } = exponentsOf(launches)[0]?.exponent ?? {};
      assert.ok(interval !== null && interval.lo < 0.9 && interval.hi > 0.9, String(size));
      return interval.hi - interval.lo;
    };
    const [little, much, more] = [noisy(0.01), noisy(0.1), noisy(0.5)];
    assert.ok(little < much && much < more);
  });
});

describe('what is left out', () => {
  test('a block without one of the points', () => {
    const launches = launchesOf(cellOf(), (point, block) => point ** (block < 2 ? 3 : 1)).filter(
      ({ block, point }) => !(block < 2 && point === 1024),
    );
    const [wall] = exponentsOf(launches);
    assert.deepEqual([wall?.exponent.blocks, wall?.points], [18, 4]);
    assert.ok(Math.abs((wall?.exponent.value ?? 0) - 1) < 1e-9);
  });

  test('a point that the arm was given up at after a few blocks', () => {
    const launches = launchesOf(cellOf(), (point) => point).filter(
      ({ block, point }) => point !== 10_000 || block < 4,
    );
    const [wall] = exponentsOf(launches);
    assert.deepEqual([wall?.to, wall?.points, wall?.exponent.blocks], [1024, 3, 20]);
  });

  test('everything, with two points or without growsFrom', () => {
    const launches = launchesOf(cellOf(), (point) => point);
    assert.deepEqual(exponentsOf(launches.filter(({ point }) => (point ?? 0) < 1024)), []);
    const axis = { parameter: 'batch', values: points, transfersFor: [] } as const;
    assert.deepEqual(findGrowths(cellOf(), { ...scenario, axis }, launches), []);
  });

  test('CPU time that is not stamped', () => {
    const launches = launchesOf(cellOf(), (point) => point).map((launch) => ({ ...launch, cpu: null }));
    assert.deepEqual(
      exponentsOf(launches).map(({ measure }) => measure),
      ['wall'],
    );
  });
});

describe('in words', () => {
  const textOf = (costAt: Parameters<typeof launchesOf>[1], blocks = 20): string =>
    exponentsOf(launchesOf(cellOf(blocks), costAt), cellOf(blocks))[0]?.text ?? '';
  const wobble = (block: number): number => (block % 5) / 100;

  test('grows, falls, does neither', () => {
    assert.match(
      textOf((point, block) => point ** (0.96 + wobble(block))),
      /^pidfd_getfd, cross-cpu: wall time grows as batch\^0\.98 \[0\.97, 0\.99\] from 64 to 10,000$/,
    );
    assert.match(
      textOf((point, block) => point ** (-0.5 - wobble(block))),
      /falls as batch\^-0\.52 \[-0\.53, -0\.51\]/,
    );
    assert.match(
      textOf((point, block) => point ** (wobble(block) - 0.02)),
      /is not shown to change with the batch, exponent 0\.00 \[-0\.01, 0\.01\], from 64 to 10,000$/,
    );
  });

  test('under ten blocks nothing is claimed', () => {
    assert.match(
      textOf((point) => point, 9),
      /seems to change as batch\^1\.00 \(too few blocks for an interval\)/,
    );
  });

  test('never minus nothing', () => {
    assert.equal(formatExponent(-0.0001), '0.00');
  });
});
