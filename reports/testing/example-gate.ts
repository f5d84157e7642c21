// SPDX-License-Identifier: Apache-2.0
// A small made-up gate that looks like a real one, for tests. Its times are drawn from a fixed seed; what is said
// about them is computed as in a gate, so that numbers, charts and verdicts fit together.

import { judgeLook } from '../../bench/gate/judge-look.ts';
import type { Doubt } from '../../bench/results/doubt.ts';
import type {
  Endpoint,
  EndpointResult,
  GateResult,
  Look,
  Revision,
} from '../../bench/results/gate-result.ts';
import type { Arm, LaunchSummary, PlannedCell } from '../../bench/results/result.ts';
import { blockRatios } from '../../bench/stats/block-ratios.ts';
import { estimateMedian, estimateRatio } from '../../bench/stats/estimate.ts';
import { exampleEnvironment } from './example-environment.ts';
import { exampleCases, launchesOf } from './example-gate-cases.ts';
import type { ExampleCase } from './example-gate-cases.ts';
import { exampleScenarios } from './example-scenarios.ts';

/** Three endpoints: nothing worse, slower by 12 %, and not decided. */
export function exampleGate(): GateResult {
  const launches = exampleCases.flatMap(launchesOf).map((launch, index) => ({ ...launch, launch: index }));
  const endpoints = exampleCases.map((one) => resultOf(one, launches));
  return {
    schema: 'fd-handover-bench/gate',
    version: 1,
    run: {
      id: '20250115T100000Z-7f3a9c',
      startedAt: '2025-01-15T10:00:00.000Z',
      endedAt: '2025-01-15T10:00:41.000Z',
      status: 'complete',
      seed: 20250115,
      arguments: ['gate', '--base', 'origin/main', '--out', 'somewhere'],
    },
    verdict: 'FAIL',
    reasons: endpoints
      .filter(({ verdict }) => verdict === 'FAIL')
      .flatMap(({ endpoint, reasons }) =>
        reasons.map(({ rule, text }) => ({ rule, text: `${endpoint.id}: ${text}` })),
      ),
    advisory: false,
    injected: false,
    environment: exampleEnvironment,
    helpers: {
      base: { source: 'origin/main', commit: '89ab'.repeat(10), sha256: 'ab'.repeat(32), ...build },
      head: { source: 'this checkout', commit: null, sha256: 'cd'.repeat(32), ...build },
    },
    identical: false,
    design: { alpha: 0.01, budgetSeconds: 60 },
    scenarios: exampleScenarios.filter(({ id }) => id === 'one-descriptor'),
    cells: (['same-cpu', 'cross-cpu'] as const).map(cellOf),
    passes: examplePasses,
    endpoints,
    exploratory: exploratory(),
    doubts: exampleDoubts,
    skips: [],
    launches,
    samples: {
      file: 'samples.ndjson.gz',
      sha256: 'ef'.repeat(32),
      bytes: 2_345_678,
      launches: launches.length,
    },
  };
}

const examplePasses: GateResult['passes'] = [
  {
    name: 'first',
    firstBlock: 0,
    blocks: [
      { cell: 'one-descriptor same-cpu', run: 20, planned: 60 },
      { cell: 'one-descriptor cross-cpu', run: 60, planned: 60 },
    ],
    launches: 360,
    seconds: 30.5,
    endedBy: 'last-look',
  },
  {
    name: 'confirmation',
    firstBlock: 60,
    blocks: [{ cell: 'one-descriptor same-cpu', run: 20, planned: 60 }],
    launches: 120,
    seconds: 6.2,
    endedBy: 'decided',
  },
];

const build = { compiler: 'gcc 12.2.0', flags: '-O2 -std=c11' };

const exampleDoubts: readonly Doubt[] = [
  {
    id: 'autocorrelation',
    scenario: 'one-descriptor',
    placement: 'cross-cpu',
    point: null,
    arm: 'scm_rights head',
    weight: 'note',
    evidence:
      'The ratio of a block follows that of the one before (lag-1 autocorrelation 0.41, threshold 0.30).',
    advice: 'Run it on a machine without other work.',
  },
];

function cellOf(placement: Endpoint['placement']): PlannedCell {
  const arm = (id: string, revision: Revision): Arm => ({
    id,
    mechanism: id.split(' ')[0] ?? id,
    variant: '',
    launchedBy: 'node',
    isFloor: id.startsWith('message_only'),
    revision,
  });
  const compared = exampleCases.filter(({ endpoint }) => endpoint.placement === placement);
  return {
    scenario: 'one-descriptor',
    placement,
    blocks: 60,
    arms: [
      arm('message_only', 'base'),
      arm('message_only twin', 'base'),
      ...compared.flatMap(({ endpoint: { arms } }) => [arm(arms.base, 'base'), arm(arms.head, 'head')]),
    ],
    points: null,
    reference: null,
    endedBy: 'decided',
  };
}

function resultOf(one: ExampleCase, launches: readonly LaunchSummary[]): EndpointResult {
  const { endpoint, verdict, reason, looks } = one;
  const [base, head] = (['base', 'head'] as const).map((revision) =>
    launches.filter(
      ({ arm, placement }) => arm === endpoint.arms[revision] && placement === endpoint.placement,
    ),
  ) as [LaunchSummary[], LaunchSummary[]];
  const ratios = blockRatios(head, base, { measure: 'wall', quantile: 'p50' });
  const first = ratios.filter(({ block }) => block < 60);
  const medianOf = (own: readonly LaunchSummary[]): number | null =>
    estimateMedian(own.filter(({ block }) => block < 60).flatMap(({ wall }) => wall?.p50 ?? []))?.value ??
    null;
  const judge = (own: typeof ratios): Look[] =>
    looks.flatMap((blocks) => {
      const logRatios = own.slice(0, blocks).map(({ logRatio }) => logRatio);
      return judgeLook([{ endpoint, alpha: 0.01 / 3, logRatios, isWeakened: false }], []);
    });
  return {
    endpoint,
    verdict,
    reasons: [reason],
    doubts: exampleDoubts.filter(({ placement }) => placement === endpoint.placement).map(({ id }) => id),
    ratio: estimateRatio(first),
    base: medianOf(base),
    head: medianOf(head),
    looks: judge(first),
    confirmation: one.isConfirmed ? judge(ratios.filter(({ block }) => block >= 60)) : [],
  };
}

function exploratory(): GateResult['exploratory'] {
  return exampleCases.flatMap(({ endpoint, slower }) => {
    const { scenario, placement, point, arms, id } = endpoint;
    const name = id.slice(0, id.lastIndexOf(' '));
    return (['wall p90', 'cpu p50'] as const).map((what, i) => ({
      id: `${name} ${what}`,
      scenario,
      placement,
      point,
      arms,
      what,
      ratio: 1 + slower * (i === 0 ? 1.1 : 0.9),
      blocks: 20,
      p: slower > 0.1 ? 1.9e-6 : 0.31,
      q: slower > 0.1 ? 5.7e-6 : 0.41,
    }));
  });
}
