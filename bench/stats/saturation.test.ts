// SPDX-License-Identifier: Apache-2.0
// Where capacity ends, for made-up pairs: a plateau must be shown to be flat, a rise must be shown to be one, and
// without intervals or with a doubt nothing is said.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeDraws } from '../../test/support/draws.ts';
import { launchOf } from '../../test/support/made-launch.ts';
import type { Doubt } from '../results/doubt.ts';
import type { Capacity, LaunchSummary, PlannedCell } from '../results/result.ts';
import { makeRows } from './rows.ts';
import type { Saturation } from './saturation.ts';
import { findSaturations } from './saturation.ts';
import { capacityScenario } from '../../reports/testing/example-load-scenarios.ts';

const points = [1, 2, 4, 8, 16];

interface MadePairs {
  /** Of all pairs, before noise. */
  readonly rateAt: (pairs: number) => number;
  readonly noise?: number;
  readonly blocks?: number;
  readonly cpuShare?: (block: number) => number;
  readonly doubts?: readonly Doubt[];
}

function cellOf(blocks: number): PlannedCell {
  return {
    scenario: capacityScenario.id,
    placement: 'cross-cpu',
    blocks,
    arms: ['message_only', 'scm_rights'].map((id) => ({
      id,
      mechanism: id,
      variant: '',
      launchedBy: 'node',
      isFloor: id === 'message_only',
    })),
    points,
    reference: 'scm_rights',
    endedBy: 'plan',
  };
}

function saturationsOf(made: MadePairs): Saturation[] {
  const { rateAt, noise = 0.01, blocks = 20, cpuShare = () => 0.98, doubts = [] } = made;
  const cell = cellOf(blocks);
  const draws = makeDraws(6, 'saturation');
  const launches = [...Array(blocks).keys()].flatMap((block) => {
    const slow = Math.exp(0.2 * draws.normal());
    return points.flatMap((point) =>
      cell.arms.map(({ id }): LaunchSummary => {
        const descriptorsPerSecond = rateAt(point) * slow * Math.exp(noise * draws.normal());
        const { scenario, placement } = cell;
        const own = launchOf({ scenario, placement, arm: id, block, point, p50: 1e9 / descriptorsPerSecond });
        return {
          ...own,
          capacity: { ...plain, pairs: point, descriptorsPerSecond, cpuShare: cpuShare(block) },
        };
      }),
    );
  });
  const rows = makeRows({ cells: [cell], scenarios: [capacityScenario], launches });
  return findSaturations({ rows, launches, doubts }, cell);
}

const plain: Omit<Capacity, 'pairs' | 'descriptorsPerSecond' | 'cpuShare'> = {
  donor_cpu_ns: 1000,
  receiver_cpu_ns: 900,
  user_ns: 400,
  system_ns: 1500,
  switches: 2.04,
  given: 1,
  installed: 1,
  closed: 1,
};

function only(made: MadePairs): Saturation {
  const [found, ...others] = saturationsOf(made);
  assert.ok(found !== undefined && others.length === 0);
  return found;
}

const flatFrom = (pairs: number) => (point: number) => 400_000 * Math.min(point, pairs);

describe('the plateau', () => {
  test('begins at the fewest pairs from which on nothing is gained, though blocks differ by a fifth', () => {
    for (const pairs of [1, 2, 4, 8]) {
      const found = only({ rateAt: flatFrom(pairs) });
      assert.deepEqual([found.status, found.pairs], ['reached', pairs]);
    }
  });

  test('also where still more pairs move less', () => {
    const found = only({ rateAt: (pairs) => (pairs > 4 ? 1_000_000 : 400_000 * pairs) });
    assert.deepEqual([found.status, found.pairs], ['reached', 4]);
  });

  test('a rise up to the last point is one, a rise that is not shown is none', () => {
    const rising = only({ rateAt: (pairs) => 400_000 * pairs ** 0.5 });
    assert.deepEqual([rising.status, rising.pairs], ['rises', null]);
    assert.match(
      rising.text,
      /still rises at the most pairs .*: 16 pairs give 41\.\d % \[.*\] more than 8 pairs/,
    );
    const unsure = only({ rateAt: (pairs) => 400_000 * pairs ** 0.15, noise: 0.3 });
    assert.equal(unsure.status, 'open');
    assert.match(unsure.text, /not settled/);
  });

  test('flat as it may look, without intervals or with noise nothing is claimed', () => {
    const few = only({ rateAt: flatFrom(2), blocks: 9 });
    assert.deepEqual([few.status, few.pairs], ['no-interval', null]);
    assert.doesNotMatch(few.text, /rises|busy|\d %/);
    assert.equal(only({ rateAt: flatFrom(1), noise: 0.5 }).status, 'open');
  });

  test('a doubt about a number that it rests on forbids it; about another one, or a note, it does not', () => {
    const about = (change: Partial<Doubt>): Saturation =>
      only({
        rateAt: flatFrom(4),
        doubts: [
          {
            id: 'drift',
            scenario: capacityScenario.id,
            placement: 'cross-cpu',
            point: 8,
            arm: 'scm_rights',
            weight: 'weakens',
            evidence: '',
            advice: '',
            ...change,
          },
        ],
      });
    const { status, pairs, text } = about({});
    assert.deepEqual([status, pairs], ['weakened', null]);
    assert.match(text, /nothing is claimed .* \(drift at 8 pairs\)/);
    for (const change of [{ point: 1 }, { weight: 'note' }, { arm: 'message_only' }] as const) {
      assert.equal(about(change).status, 'reached');
    }
  });
});

describe('why', () => {
  test('busy, waiting, or not settled: by the interval of the share, not by its value', () => {
    const whyAt = (cpuShare: (block: number) => number): string =>
      only({ rateAt: flatFrom(2), cpuShare })
        .text.split('; ')
        .at(-1) ?? '';
    assert.equal(
      whyAt(() => 0.98),
      'the CPUs are busy (98 % [98, 98])',
    );
    assert.match(
      whyAt(() => 0.61),
      /^waiting: the CPUs are busy for 61 % \[61, 61\] of the time, with 2\.04 \[2\.04, 2\.04\] context switches a/,
    );
    assert.match(
      whyAt((block) => (block % 2 === 0 ? 0.9 : 0.99)),
      /^whether the CPUs are busy is not settled/,
    );
  });

  test('the sentence names tolerance and rate', () => {
    assert.match(
      only({ rateAt: flatFrom(2) }).text,
      /^scm_rights, cross-cpu: capacity does not rise any more from 2 pairs on \(up to 16 pairs, more pairs give less than 10 % more\), at [\d,]+ descriptors\/s \[[\d,]+, [\d,]+\]; /,
    );
  });
});

test('cells without capacity have no such sentence', () => {
  const cell = cellOf(12);
  const launches = [launchOf({ arm: 'scm_rights', block: 0, p50: 5000, point: 1 })];
  assert.deepEqual(findSaturations({ rows: [], launches, doubts: [] }, cell), []);
});
