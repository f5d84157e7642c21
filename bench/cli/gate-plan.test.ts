// SPDX-License-Identifier: Apache-2.0
// What a gate plans: its defaults, what it refuses before anything is built, and what of it a stored result can serve.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import type { Baseline } from '../gate/baseline.ts';
import { exampleEnvironment } from '../gate/testing/example-environment.ts';
import type { Machine } from '../preflight/finding.ts';
import type { LaunchSummary } from '../results/result.ts';
import { StoredRunError } from '../results/stored-run-error.ts';
import { ExpectedError, UsageError } from '../usage-error.ts';
import { planBaseline } from './gate-baseline-plan.ts';
import type { GatePlan, GateWishes } from './gate-plan.ts';
import { planGate } from './gate-plan.ts';

const machine: Partial<Machine> = {
  allowedCpus: [0, 1],
  nofile: { soft: 1024, hard: 100_000 },
  inFlightLimit: null,
  socketBufferBytes: 212_992,
  clock: { costNs: 23, quantumNs: 10 },
};

function plan(wishes: Partial<GateWishes> = {}, on: Partial<Machine> = {}): GatePlan {
  const usual: GateWishes = { only: {}, quantile: 'p50', tolerance: null, blocks: null, inject: null };
  return planGate({ ...usual, ...wishes }, { ...machine, ...on } as Machine);
}

describe('planned', () => {
  test('without a wish: one descriptor on one CPU, both mechanisms', () => {
    const { cells, launched, skips } = plan();
    const [cell] = cells;
    assert.equal(cells.length, 1);
    assert.equal(cell?.id, 'one-descriptor same-cpu');
    assert.deepEqual(
      cell.endpoints.map(({ id, tolerance }) => [id, tolerance]),
      [
        ['one-descriptor same-cpu scm_rights p50', 0.05],
        ['one-descriptor same-cpu pidfd_getfd p50', 0.05],
      ],
    );
    assert.deepEqual(
      cell.looks.map(({ blocks }) => blocks),
      [20, 30, 60],
    );
    assert.equal(launched.get(cell.id)?.blocks, 60);
    assert.deepEqual(skips, []);
  });

  test('blocks by placement and quantile', () => {
    const planned = ({ cells }: GatePlan): number[] =>
      cells.map(({ looks }) => looks.at(-2)?.blocks ?? Number.NaN);
    const only = { placement: ['same-cpu', 'cross-cpu'] };
    assert.deepEqual(planned(plan({ only })), [30, 60]);
    assert.deepEqual(planned(plan({ only, quantile: 'p99' })), [100, 100]);
    assert.deepEqual(planned(plan({ only, blocks: 12 })), [12, 12]);
  });
});

describe('refused', () => {
  test('what this machine cannot do: INVALID, with the remedy', () => {
    const only = { placement: ['cross-cpu'] };
    assert.throws(
      () => plan({ only }, { allowedCpus: [0] }),
      (error) => error instanceof ExpectedError && error.exitCode === 4 && error.message.includes('two CPUs'),
    );
  });

  test('a p99 where a launch is too short for it, or is one sample', () => {
    for (const only of [
      { scenario: ['cold'], mechanism: ['scm_rights'] },
      { scenario: ['streaming'] },
      { scenario: ['batch'], point: ['1024'] },
    ]) {
      assert.throws(
        () => plan({ only, quantile: 'p99' }),
        (error) => error instanceof UsageError && error.message.includes('--quantile p99 needs 1000'),
      );
    }
  });
});

test('what gives transfers up is not gated', () => {
  assert.throws(
    () => plan({ only: { scenario: ['busy-threads'], placement: ['cross-cpu'] } }),
    (error) => error instanceof UsageError && error.message.includes('gives transfers up'),
  );
});

test('shares of a capacity are not gated', () => {
  assert.throws(
    () => plan({ only: { scenario: ['open-loop'], placement: ['cross-cpu'] } }),
    (error) => error instanceof UsageError && error.message.includes('gate capacity'),
  );
});

describe('beside a stored result', () => {
  function baselineWith(launches: number, change: Partial<Baseline> = {}): Baseline {
    const at = {
      launch: 0,
      scenario: 'one-descriptor',
      placement: 'same-cpu',
      position: 0,
      point: null,
    } as const;
    const nothing = { failure: null, oracle: 'pass', cpu: null, roundTrip: null, conditions: null } as const;
    const wall = { n: 300, p10: 4900, p50: 5000, p90: null, p99: null };
    return {
      source: 'results/old',
      environment: exampleEnvironment,
      scenarios,
      launches: Array.from({ length: launches }, (_, block): LaunchSummary => {
        return { ...at, ...nothing, block, arm: 'scm_rights', status: 'ok', wall };
      }),
      ...change,
    };
  }

  test('what was stored is compared, by head alone and in one look; what was not is a skip', () => {
    const { cells, launched, skips } = planBaseline(plan(), baselineWith(20));
    const [cell] = cells;
    assert.deepEqual(
      cell?.endpoints.map(({ arms }) => arms),
      [{ base: 'scm_rights', head: 'scm_rights head' }],
    );
    assert.deepEqual(cell.looks, [{ blocks: 30, alpha: 0.01 }]);
    const arms = launched.get(cell.id)?.arms.map(({ id, revision }) => [id, revision]);
    assert.deepEqual(arms, [
      ['message_only', 'head'],
      ['message_only twin', 'head'],
      ['scm_rights head', 'head'],
    ]);
    assert.equal(launched.get(cell.id)?.blocks, 30);
    assert.match(skips[0]?.reason ?? '', /pidfd_getfd p50: 0 stored launches have a p50/);
  });

  test('fewer than ten launches are none', () => {
    assert.throws(() => planBaseline(plan(), baselineWith(9)), StoredRunError);
  });

  test('a scenario that was another one then is not compared', () => {
    const changed = scenarios.map((one) =>
      one.id === 'one-descriptor' && one.class === 'launches'
        ? { ...one, fixed: { ...one.fixed, batch: 2 } }
        : one,
    );
    assert.throws(
      () => planBaseline(plan(), baselineWith(20, { scenarios: changed })),
      /the scenario one-descriptor was another one then/,
    );
    const longer = scenarios.map((one) =>
      one.class === 'launches' ? { ...one, fixed: { ...one.fixed, transfers: 7 } } : one,
    );
    assert.doesNotThrow(() => planBaseline(plan(), baselineWith(20, { scenarios: longer })));
  });
});
