// SPDX-License-Identifier: Apache-2.0
// Shares of a capacity: of the slower mechanism, of one pair, in the same placement.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaunchParameters } from '../../scenarios/scenario.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { BlockLaunch } from './offered-rate.ts';
import { capacityOfBlock, capacityOfOnePair, withOfferedRate } from './offered-rate.ts';

function launch(arm: string, p50: number | null, changes: Partial<LaunchSummary> = {}): LaunchSummary {
  const wall = p50 === null ? null : { n: 1, p10: p50, p50, p90: null, p99: null };
  const place = { scenario: 'capacity', placement: 'cross-cpu', point: 1 };
  return { ...place, arm, wall, ...changes } as LaunchSummary;
}

test('the capacity is the slower mechanism’s, by the median', () => {
  const launches = [
    launch('message_only', 1e6),
    launch('scm_rights', 100_000),
    launch('scm_rights', 200_000),
    launch('scm_rights', 125_000),
    launch('pidfd_getfd', 50_000),
    launch('pidfd_getfd', null),
    launch('pidfd_getfd', 1e9, { point: 2 }),
    launch('pidfd_getfd', 1e9, { placement: 'same-cpu' }),
    launch('pidfd_getfd', 1e9, { scenario: 'another' }),
  ];
  assert.equal(capacityOfOnePair(launches, 'capacity', 'cross-cpu'), 8000);
  assert.equal(capacityOfOnePair(launches, 'capacity', 'unpinned'), null);
});

test('what a block’s closed loops did is the capacity of the next', () => {
  const closed = (mechanism: string, span_ns: number, changes: object = {}): BlockLaunch =>
    ({
      planned: {
        arm: { mechanism, isFloor: mechanism === 'message_only' },
        parameters: { arrivals: 'closed', warmup: 10, transfers: 90, ...changes },
      },
      summary: { wall: {}, conditions: { span_ns } },
    }) as unknown as BlockLaunch;
  const block = [
    closed('message_only', 1e9),
    closed('scm_rights', 1e7),
    closed('scm_rights', 3e7),
    closed('scm_rights', 2e7),
    closed('pidfd_getfd', 1e7),
    closed('pidfd_getfd', 1e12, { arrivals: 'poisson' }),
  ];
  assert.equal(capacityOfBlock(block), 5000);
  assert.equal(capacityOfBlock(block.slice(0, 1)), null);
});

test('a share of it is offered', () => {
  const parameters = { arrivals: 'poisson', capacityPercent: 95, ratePerSecond: 0 } as LaunchParameters;
  assert.equal(withOfferedRate(parameters, 8000).ratePerSecond, 7600);
  assert.equal(withOfferedRate(parameters, 0.001).ratePerSecond, 1);
  assert.equal(withOfferedRate({ ...parameters, arrivals: 'closed' }, 8000).ratePerSecond, 0);
  assert.equal(withOfferedRate({ ...parameters, capacityPercent: 0 }, 8000).ratePerSecond, 0);
});
