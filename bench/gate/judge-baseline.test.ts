// SPDX-License-Identifier: Apache-2.0
// Advice beside a stored result: PASS on the same machine, INCONCLUSIVE for all else, INVALID where nothing counts,
// and never FAIL.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LaunchSummary } from '../results/result.ts';
import type { Baseline } from './baseline.ts';
import { totalAlpha } from './design.ts';
import { environmentDifferences } from './environment-differences.ts';
import type { GateCell } from './gate-cell.ts';
import type { Advice } from './judge-baseline.ts';
import { judgeBaseline } from './judge-baseline.ts';
import { exampleCell } from './testing/example-cells.ts';
import { exampleEnvironment } from './testing/example-environment.ts';
import type { Simulation } from './testing/simulated-blocks.ts';
import { simulate } from './testing/simulated-blocks.ts';

const blocks = 30;

function headOnly(): GateCell {
  const cell = exampleCell({ mechanism: ['scm_rights'] });
  const arms = cell.planned.arms.filter((arm) => arm.isFloor || arm.revision === 'head');
  const [endpoint] = cell.endpoints;
  assert.ok(endpoint !== undefined);
  return {
    ...cell,
    planned: { ...cell.planned, arms },
    endpoints: [{ ...endpoint, arms: { base: 'scm_rights', head: 'scm_rights head' } }],
    looks: [{ blocks, alpha: totalAlpha }],
  };
}

async function launchesOf(cell: GateCell, simulation: Simulation): Promise<readonly LaunchSummary[]> {
  return await simulate(simulation).first.next(cell, blocks);
}

interface Wishes {
  readonly stored?: Partial<Simulation>;
  readonly now?: Partial<Simulation>;
  readonly kernel?: string;
}

async function advise({ stored = {}, now = {}, kernel = '6.18.0' }: Wishes): Promise<Advice> {
  const cell = headOnly();
  const { kernel: own } = exampleEnvironment;
  const before = await launchesOf(cell, { seed: 1, wander: 0.01, ...stored });
  const baseline: Baseline = {
    source: 'results/old',
    environment: exampleEnvironment,
    scenarios: [cell.scenario],
    launches: before.map((launch) => ({ ...launch, arm: launch.arm.replace(' head', '') })),
  };
  const launches = new Map([[cell.id, await launchesOf(cell, { seed: 2, wander: 0.01, ...now })]]);
  const differences = environmentDifferences(exampleEnvironment, {
    ...exampleEnvironment,
    kernel: { ...own, release: kernel },
  });
  return judgeBaseline({ cells: [cell], baseline, differences, launches, endedBy: 'last-look' });
}

const slower = (share: number, isSlow: (arm: string) => boolean): Partial<Simulation> => ({
  slowdownOf: (arm) => (isSlow(arm) ? share : 0),
});

test('the same on the same machine: PASS, with the shift and both medians', async () => {
  const { verdict, endpoints } = await advise({});
  assert.equal(verdict, 'PASS');
  const { ratio, base, head, looks } = endpoints[0] ?? {};
  assert.ok(ratio != null && Math.abs(ratio.value - 1) < 0.02 && ratio.interval !== null);
  assert.ok(base != null && head != null);
  assert.equal(looks?.[0]?.alpha, totalAlpha);
});

describe('never FAIL', () => {
  test('20 % slower: INCONCLUSIVE, said, and what would decide it', async () => {
    const advice = await advise({ now: slower(0.2, (arm) => arm === 'scm_rights head') });
    assert.equal(advice.endpoints[0]?.looks[0]?.decision, 'FAIL');
    assert.equal(advice.verdict, 'INCONCLUSIVE');
    assert.match(
      advice.endpoints[0].reasons[0]?.text ?? '',
      /head takes (19|2[01])\.\d % longer than the stored result, which was not measured in the same blocks .*--base REF/,
    );
  });

  test('too wide to tell: INCONCLUSIVE', async () => {
    const { verdict, endpoints } = await advise({ now: { spread: 0.4 }, stored: { spread: 0.4 } });
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.equal(endpoints[0]?.reasons[0]?.rule, 'still-open');
  });
});

describe('no PASS', () => {
  test('on another machine, whatever the numbers: it says what differs', async () => {
    const { verdict, reasons, endpoints } = await advise({ kernel: '6.1.0' });
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.match(endpoints[0]?.reasons[0]?.text ?? '', /another machine or setting \(kernel\)/);
    assert.match(reasons[0]?.text ?? '', /kernel differs: 6\.18\.0 .* in the stored result, 6\.1\.0 .* now/);
  });

  test('where the floor moved as well, either way', async () => {
    for (const share of [0.1, -0.1]) {
      const { verdict, reasons } = await advise({ now: slower(share, () => true) });
      assert.equal(verdict, 'INCONCLUSIVE');
      assert.match(
        reasons[0]?.text ?? '',
        /the floor .* (longer|less) than in the stored result .*machine changed/,
      );
    }
  });

  test('where a doubt weakens the number', async () => {
    const leaking: Partial<Simulation> = {
      change: (launch) =>
        launch.conditions === null
          ? launch
          : { ...launch, conditions: { ...launch.conditions, leaked_descriptors: 3 } },
    };
    const { verdict, endpoints } = await advise({ now: leaking });
    assert.equal(verdict, 'INCONCLUSIVE');
    assert.equal(endpoints[0]?.reasons[0]?.rule, 'weakened');
    assert.deepEqual(endpoints[0].doubts, ['descriptor-leak']);
  });
});

describe('INVALID', () => {
  test('a helper whose launches fail', async () => {
    const failure = { code: 'HELPER_DIED', operation: 'wait', text: 'killed' };
    const { verdict, endpoints } = await advise({
      now: {
        change: (launch) =>
          launch.arm === 'scm_rights head' && launch.block % 3 === 0
            ? { ...launch, status: 'failed', failure, wall: null }
            : launch,
      },
    });
    assert.equal(verdict, 'INVALID');
    assert.equal(endpoints[0]?.reasons[0]?.rule, 'failed-launches');
  });

  test('a pass that was cut off', async () => {
    const { verdict, endpoints } = await advise({ now: { end: { after: 9, by: 'interrupted' } } });
    assert.equal(verdict, 'INVALID');
    assert.equal(endpoints[0]?.reasons[0]?.rule, 'nothing-measured');
  });
});
