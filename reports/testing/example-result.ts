// SPDX-License-Identifier: Apache-2.0
// A small made-up result that looks like a real one, for the tests of this folder. Its numbers are
// invented and drawn from a fixed seed; nothing here measures anything.

import type { Arm, LaunchSummary, PlannedCell, Result, Row } from '../../bench/results/result.ts';
import type { Placement } from '../../scenarios/scenario.ts';
import { ecdfKnots } from '../charts/ecdf-knots.ts';
import type { Distribution, InstantTimes, ReportInput } from '../report-input.ts';
import { headlineScenario } from '../row-lookup.ts';
import { doubtsOfRow, exampleDoubts } from './example-doubts.ts';
import { exampleEnvironment } from './example-environment.ts';
import { estimate, ratioEstimate } from './example-estimate.ts';
import { exampleInstants, withExampleBands } from './example-samples.ts';
import { exampleScenarios } from './example-scenarios.ts';

/** A complete run with three scenarios, one skip and a crossover for each measure. */
export function exampleInput(): ReportInput {
  const cells = plannedCells.map(planCell);
  const headline = cells.filter((cell) => cell.scenario === headlineScenario);
  const others = cells.filter((cell) => cell.scenario !== headlineScenario);
  return {
    result: exampleResult(cells),
    distributions: [
      ...headline.flatMap(distributionsOf).map(withExampleBands),
      ...others.flatMap(distributionsOf),
    ],
    instantTimes: headline.flatMap(instantsOf),
  };
}

interface ArmNumbers {
  readonly arm: Arm;
  /** p50 in ns at a number of descriptors. */
  readonly p50: (descriptors: number) => number;
}

interface Planned {
  readonly scenario: string;
  readonly placement: Placement;
  readonly points: readonly number[] | null;
  readonly blocks: number;
  readonly slower: number;
  readonly variants: readonly string[];
}

type Cell = PlannedCell & { readonly numbers: readonly ArmNumbers[] };

const sizes = [1, 2, 4, 8, 16, 64, 252, 253, 1024, 4096, 10000];
const plannedCells: readonly Planned[] = [
  { scenario: 'one-descriptor', placement: 'same-cpu', points: null, blocks: 30, slower: 1, variants: [''] },
  {
    scenario: 'one-descriptor',
    placement: 'cross-cpu',
    points: null,
    blocks: 60,
    slower: 4.2,
    variants: [''],
  },
  { scenario: 'batch', placement: 'same-cpu', points: sizes, blocks: 20, slower: 1, variants: [''] },
  {
    scenario: 'pidfd-life',
    placement: 'same-cpu',
    points: null,
    blocks: 30,
    slower: 1,
    variants: ['', 'fresh pidfd'],
  },
];

function planCell({ slower, variants, ...planned }: Planned): Cell {
  const times: [string, (n: number) => number][] = [
    ['message_only', (n) => 4300 + 8 * n],
    ['scm_rights', (n) => 5450 + 210 * n],
    ['pidfd_getfd', (n) => 4800 + 640 * n],
  ];
  const numbers = times.flatMap(([mechanism, time], index) =>
    (index === 2 ? variants : ['']).map((variant): ArmNumbers => ({
      arm: {
        id: variant === '' ? mechanism : `${mechanism} ${variant}`,
        mechanism,
        variant,
        launchedBy: 'node',
        isFloor: index === 0,
      },
      p50: (n) => slower * (time(n) + (variant === '' ? 0 : 900)),
    })),
  );
  return {
    ...planned,
    arms: numbers.map(({ arm }) => arm),
    reference: 'scm_rights',
    endedBy: 'plan',
    numbers,
  };
}

function rowsOf(cell: Cell): readonly Row[] {
  return (cell.points ?? [null]).flatMap((point) => {
    const [floor, reference] = cell.numbers.map((each) => each.p50(point ?? 1));
    return cell.numbers.map(({ arm, p50 }): Row => {
      const time = p50(point ?? 1);
      const isReference = arm.id === cell.reference;
      const isCompared = !isReference && !arm.isFloor;
      return {
        scenario: cell.scenario,
        placement: cell.placement,
        point,
        arm: arm.id,
        blocks: cell.blocks,
        blocksPlanned: cell.blocks,
        launchesFailed: 0,
        oracle: arm.isFloor ? 'not-run' : 'pass',
        wall: {
          p50: estimate(time, 0.012, cell.blocks),
          p90: estimate(time * 1.18, 0.03, cell.blocks),
          p99: point === null ? estimate(time * 1.9, 0.09, cell.blocks) : null,
        },
        cpu: { p50: estimate(time * 1.1, 0.01, cell.blocks) },
        ratioToFloor: arm.isFloor ? null : ratioEstimate(time / (floor ?? 1), 0.02, cell.blocks),
        ratioToReference: isCompared ? ratioEstimate(time / (reference ?? 1), 0.025, cell.blocks) : null,
        cpuRatioToReference: isCompared ? ratioEstimate(time / (reference ?? 1), 0.01, cell.blocks) : null,
        reference: isCompared ? cell.reference : null,
        declared: isCompared && cell.scenario === 'one-descriptor',
        adjustedP: isCompared ? 0.0004 : null,
        doubts: doubtsOfRow({ ...cell, point, arm: arm.id }),
      };
    });
  });
}

function exampleResult(cells: readonly Cell[]): Result {
  return {
    schema: 'fd-handover-bench/result',
    version: 2,
    run: {
      id: '7f3a9c',
      startedAt: '2025-01-15T10:00:00.000Z',
      endedAt: '2025-01-15T10:04:12.000Z',
      status: 'complete',
      seed: 20250115,
      arguments: ['--only', 'scenario=one-descriptor,batch', '--out', 'somewhere'],
      quick: false,
    },
    environment: exampleEnvironment,
    scenarios: exampleScenarios,
    cells: cells.map(({ numbers: _, ...cell }) => cell),
    skips: [
      {
        scenario: 'batch',
        placement: 'cross-cpu',
        arm: null,
        point: null,
        reason: 'one CPU is allowed, two are needed',
        remedy: 'run with a CPU mask of at least two CPUs',
      },
    ],
    launches: cells.flatMap(launchesOf).map((launch, index) => ({ ...launch, launch: index })),
    rows: cells.flatMap(rowsOf),
    crossovers: (['wall', 'cpu'] as const).map((measure) => ({
      scenario: 'batch',
      placement: 'same-cpu',
      measure,
      below: 'pidfd_getfd',
      above: 'scm_rights',
      status: 'found',
      at: { value: 1.51, interval: { lo: 1.31, hi: 2.22, coverage: 0.9793 }, blocks: 20 },
      text: 'scm_rights is cheaper from about 1.51 descriptors on',
    })),
    doubts: exampleDoubts,
    samples: { file: 'samples.ndjson.gz', sha256: 'ab'.repeat(32), bytes: 1_234_567, launches: 740 },
  };
}

function launchesOf(cell: Cell): LaunchSummary[] {
  const places = (cell.points ?? [null]).flatMap((point) =>
    Array.from({ length: cell.blocks }, (_, block) => ({ point, block })),
  );
  return places.flatMap(({ point, block }) =>
    cell.numbers.map(({ arm, p50 }, position): LaunchSummary => {
      const time = p50(point ?? 1);
      return {
        launch: 0,
        scenario: cell.scenario,
        placement: cell.placement,
        block,
        position,
        arm: arm.id,
        point,
        status: 'ok',
        failure: null,
        oracle: 'pass',
        wall: { n: 300, p10: time * 0.96, p50: time, p90: time * 1.18, p99: null },
        cpu: null,
        roundTrip: null,
        conditions: null,
      };
    }),
  );
}

function distributionsOf(cell: Cell): readonly Distribution[] {
  if (cell.points !== null) return [];
  const random = randomNumbers(7);
  return cell.numbers.map(({ arm, p50 }) => {
    const samples = Float64Array.from({ length: 60 }, () => {
      const tail = random() > 0.97 ? 1 + 12 * random() : 1;
      return Math.round(p50(1) * (0.96 + 0.19 * random() ** 2) * tail);
    });
    const { scenario, placement, blocks } = cell;
    return {
      scenario,
      placement,
      point: null,
      arm: arm.id,
      n: 60,
      launches: blocks,
      knots: ecdfKnots(samples),
    };
  });
}

function instantsOf({ scenario, placement, blocks, numbers }: Cell): readonly InstantTimes[] {
  return numbers.map(({ arm, p50 }) =>
    exampleInstants({ scenario, placement, point: null, arm: arm.id, launches: blocks }, p50(1)),
  );
}

/** Numbers in [0, 1) from a linear congruential generator: reproducible, good enough for a picture. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
