// SPDX-License-Identifier: Apache-2.0
// A launch out of thin air, for tests of what is made from launches.

import type { LaunchSummary } from '../../bench/results/result.ts';

export interface MadeLaunch {
  readonly arm: string;
  readonly block: number;
  /** Of wall and CPU time; null: the launch failed. */
  readonly p50: number | null;
  readonly position?: number;
  readonly point?: number | null;
  readonly scenario?: string;
  readonly placement?: LaunchSummary['placement'];
  /** Samples in the launch; the tails exist where it has enough. */
  readonly n?: number;
}

export function launchOf(made: MadeLaunch): LaunchSummary {
  const { arm, block, p50, position = 0, point = null } = made;
  const { scenario = 'made up', placement = 'same-cpu', n = 300 } = made;
  const quantiles =
    p50 === null
      ? null
      : { n, p10: 0.9 * p50, p50, p90: n < 100 ? null : 1.2 * p50, p99: n < 1000 ? null : 2 * p50 };
  const failure = { code: 'HELPER_DIED', operation: 'wait', text: 'made up' };
  return {
    launch: 0,
    scenario,
    placement,
    block,
    position,
    arm,
    point,
    status: p50 === null ? 'failed' : 'ok',
    failure: p50 === null ? failure : null,
    oracle: p50 === null ? 'not-run' : 'pass',
    wall: quantiles,
    cpu: quantiles,
    roundTrip: null,
    conditions: null,
  };
}
