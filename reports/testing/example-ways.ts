// SPDX-License-Identifier: Apache-2.0
// The made-up result with a scenario of other ways: rows without floor, reference and CPU time; one way is refused.

import type { Arm, LaunchSummary, PlannedCell, Row } from '../../bench/results/result.ts';
import type { WayScenario } from '../../scenarios/scenario.ts';
import type { ReportInput } from '../report-input.ts';
import { estimate } from './example-estimate.ts';
import { exampleInput } from './example-result.ts';

/** The example and, after its own scenarios, `other-ways`. */
export function withWays(): ReportInput {
  const { result, ...ofSamples } = exampleInput();
  return {
    ...ofSamples,
    result: {
      ...result,
      scenarios: [...result.scenarios, scenario],
      cells: [...result.cells, cell],
      rows: [...result.rows, ...measured.map(rowOf)],
      launches: [...result.launches, ...measured.flatMap(launchesOf)],
      skips: [
        ...result.skips,
        {
          ...place,
          arm: 'io_uring',
          point: null,
          reason: 'EPERM in io_uring_setup: io_uring is switched off here',
          remedy: 'set kernel.io_uring_disabled to 0',
        },
      ],
    },
  };
}

const place = { scenario: 'other-ways', placement: 'same-cpu' } as const;
const blocks = 20;
const measured = [
  { way: 'inherit_exec', p50: 840_000 },
  { way: 'broker', p50: 11_200 },
  { way: 'addfd', p50: 14_900 },
] as const;

const scenario: WayScenario = {
  id: place.scenario,
  class: 'ways',
  question: 'What do other ways to hand over a descriptor cost?',
  notes: ['Each way has an interval of its own.'],
  interval: {
    first: 'start',
    last: 'holding',
    measure: 'per-transfer',
    includes: ['inherit_exec: fork and exec', 'broker: the question and its answer'],
    excludes: ['close'],
  },
  ways: ['inherit_exec', 'broker', 'addfd', 'io_uring'],
  kind: 'tcp_listener',
  batch: 1,
  warmup: 10,
  transfersFor: { inherit_exec: 100, broker: 1000, addfd: 1000, io_uring: 1000 },
  blocks: { 'same-cpu': { full: blocks, quick: 0 } },
  onlyInFull: true,
};

const cell: PlannedCell = {
  ...place,
  blocks,
  arms: scenario.ways.map(armOf),
  points: null,
  reference: null,
  endedBy: 'plan',
};

function armOf(way: string): Arm {
  return { id: way, mechanism: way, variant: '', launchedBy: 'node', isFloor: false };
}

function rowOf({ way, p50 }: (typeof measured)[number]): Row {
  return {
    ...place,
    point: null,
    arm: way,
    blocks,
    blocksPlanned: blocks,
    launchesFailed: 0,
    oracle: 'pass',
    wall: {
      p50: estimate(p50, 0.02, blocks),
      p90: estimate(p50 * 1.3, 0.05, blocks),
      p99: way === 'inherit_exec' ? null : estimate(p50 * 2, 0.1, blocks),
    },
    cpu: null,
    ratioToFloor: null,
    ratioToReference: null,
    cpuRatioToReference: null,
    reference: null,
    declared: false,
    adjustedP: null,
    doubts: [],
  };
}

function launchesOf({ way, p50 }: (typeof measured)[number], position: number): LaunchSummary[] {
  return Array.from({ length: blocks }, (_, block) => ({
    launch: 1000 + block * measured.length + position,
    ...place,
    block,
    position,
    arm: way,
    point: null,
    status: 'ok',
    failure: null,
    oracle: 'pass',
    wall: { n: 100, p10: p50 * 0.9, p50, p90: p50 * 1.3, p99: null },
    cpu: null,
    roundTrip: null,
    conditions: null,
  }));
}
