// SPDX-License-Identifier: Apache-2.0
// The three comparisons of the made-up gate, and launches drawn for them from a fixed seed.

import { makeRandom } from '../../bench/plan/random.ts';
import type { Random } from '../../bench/plan/random.ts';
import type { Endpoint, EndpointResult, Verdict } from '../../bench/results/gate-result.ts';
import type { LaunchSummary, Quantiles } from '../../bench/results/result.ts';

export interface ExampleCase {
  readonly endpoint: Endpoint;
  readonly verdict: Verdict;
  readonly reason: EndpointResult['reasons'][number];
  readonly base: number;
  /** What head really takes longer, and how much blocks wander about that. */
  readonly slower: number;
  readonly noise: number;
  readonly looks: readonly number[];
  readonly isConfirmed: boolean;
}

/** The first pass of each has blocks from 0, the second from 60. */
export const exampleCases: readonly ExampleCase[] = [
  {
    endpoint: endpointOf('same-cpu', 'scm_rights', 0.05),
    verdict: 'PASS',
    reason: { rule: 'pass', text: 'a slowdown of 5.0 % or more is excluded' },
    base: 5600,
    slower: 0.004,
    noise: 0.012,
    looks: [20],
    isConfirmed: false,
  },
  {
    endpoint: endpointOf('same-cpu', 'pidfd_getfd', 0.05),
    verdict: 'FAIL',
    reason: { rule: 'fail', text: 'head takes 12 % longer, and again in a second, independent pass' },
    base: 5750,
    slower: 0.12,
    noise: 0.02,
    looks: [20],
    isConfirmed: true,
  },
  {
    endpoint: endpointOf('cross-cpu', 'scm_rights', 0.1),
    verdict: 'INCONCLUSIVE',
    reason: { rule: 'still-open', text: 'the estimate lies close to what matters' },
    base: 22_400,
    slower: 0.085,
    noise: 0.09,
    looks: [20, 30, 60],
    isConfirmed: false,
  },
];

export function launchesOf(one: ExampleCase): LaunchSummary[] {
  const random = makeRandom(7, one.endpoint.id);
  const blocks = one.looks.at(-1) ?? 0;
  const starts = one.isConfirmed ? [0, 60] : [0];
  return starts.flatMap((start) =>
    Array.from({ length: blocks }, (_, i) => start + i).flatMap((block) => blockOf(one, block, random)),
  );
}

function blockOf(
  { endpoint, base, slower, noise }: ExampleCase,
  block: number,
  random: Random,
): LaunchSummary[] {
  return (['base', 'head'] as const).map((revision, position) => {
    const wander = Math.exp(noise * (bell(random) / Math.SQRT2));
    const time = Math.round(base * wander * (revision === 'head' ? 1 + slower : 1));
    return {
      launch: 0,
      scenario: endpoint.scenario,
      placement: endpoint.placement,
      block,
      position: block % 2 === 0 ? position : 1 - position,
      arm: endpoint.arms[revision],
      point: endpoint.point,
      status: 'ok',
      failure: null,
      oracle: 'pass',
      wall: quantilesOf(time),
      cpu: quantilesOf(Math.round(time * 1.1)),
      roundTrip: null,
      conditions: {
        steal_ns: 0,
        cpu_pressure_ns: null,
        span_ns: 350 * time,
        involuntary_switches: 1,
        migrations: 0,
        leaked_descriptors: 0,
        load: null,
        injected_ns: 0,
      },
    };
  });
}

function quantilesOf(p50: number): Quantiles {
  return { n: 300, p10: Math.round(p50 * 0.96), p50, p90: Math.round(p50 * 1.18), p99: null };
}

/** About a normal deviate: enough for a picture. */
function bell(random: Random): number {
  let sum = 0;
  for (let i = 0; i < 12; i += 1) sum += random.below(1_000_000) / 1_000_000;
  return sum - 6;
}

function endpointOf(placement: Endpoint['placement'], mechanism: string, tolerance: number): Endpoint {
  return {
    id: `one-descriptor ${placement} ${mechanism} p50`,
    scenario: 'one-descriptor',
    placement,
    point: null,
    arms: { base: `${mechanism} base`, head: `${mechanism} head` },
    quantile: 'p50',
    tolerance,
  };
}
