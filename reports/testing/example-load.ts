// SPDX-License-Identifier: Apache-2.0
// A made-up run under load: pairs, tables, threads, schedules, a donor that is stopped. Its launches are drawn from a
// fixed seed; rows and growths are computed from them as in a run, so that all that is told fits together.

import { mechanisms } from '../../bench/mechanisms.ts';
import { armsOfScenario } from '../../bench/plan/arms.ts';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Arm, LaunchSummary, PlannedCell, Result } from '../../bench/results/result.ts';
import { summariseRun } from '../../bench/stats/run-summary.ts';
import { withDoubts } from '../../bench/validity/doubts-of-run.ts';
import type { LaunchScenario, Placement } from '../../scenarios/scenario.ts';
import type { Draws } from '../../test/support/draws.ts';
import { makeDraws } from '../../test/support/draws.ts';
import type { ReportInput } from '../report-input.ts';
import { exampleInput } from './example-result.ts';
import { loadScenarios } from './example-load-scenarios.ts';
import { capacityAt, timeAt } from './example-load-times.ts';

export function loadInput(blocks = 20): ReportInput {
  return { result: loadResult(blocks), distributions: [] };
}

/** A complete run with every scenario under load. */
export function loadResult(blocks = 20): Result {
  const draws = makeDraws(5, 'example under load');
  const cells = loadScenarios.flatMap((scenario) =>
    (Object.keys(scenario.blocks) as Placement[]).map((placement) => cellOf(scenario, placement, blocks)),
  );
  const launches = cells
    .flatMap((cell) => launchesOf(cell, draws))
    .map((launch, i) => ({ ...launch, launch: i }));
  const { rows, growths } = summariseRun({ cells, scenarios: loadScenarios, launches });
  return {
    ...exampleInput().result,
    scenarios: loadScenarios,
    cells,
    skips: [
      {
        scenario: 'capacity',
        placement: 'cross-cpu',
        arm: null,
        point: 64,
        reason: 'the limit of processes is too low',
        remedy: 'raise it with ulimit -u',
      },
    ],
    launches,
    rows: withDoubts(rows, loadDoubts),
    crossovers: [],
    growths,
    doubts: loadDoubts,
  };
}

const words = { evidence: 'Something was seen.', advice: 'Do something about it.' };

const loadDoubts: readonly Doubt[] = [
  {
    ...words,
    id: 'drift',
    scenario: 'capacity',
    placement: 'unpinned',
    point: 16,
    arm: 'pidfd_getfd',
    weight: 'weakens',
  },
  {
    ...words,
    id: 'steal',
    scenario: 'table-size',
    placement: 'same-cpu',
    point: 1000,
    arm: 'scm_rights',
    weight: 'weakens',
  },
];

function cellOf(scenario: LaunchScenario, placement: Placement, blocks: number): PlannedCell {
  return {
    scenario: scenario.id,
    placement,
    blocks,
    arms: armsOfScenario(scenario, mechanisms).map(({ parameters: _, ...arm }): Arm => arm),
    points: scenario.axis?.values ?? null,
    reference: scenario.compares === 'variants' ? null : 'scm_rights',
    endedBy: 'plan',
  };
}

function launchesOf(cell: PlannedCell, draws: Draws): LaunchSummary[] {
  return [...Array(cell.blocks).keys()].flatMap((block) => {
    // What slows the whole machine is in every arm of the block.
    const slow = Math.exp(0.02 * draws.normal());
    return (cell.points ?? [null]).flatMap((point) =>
      cell.arms.map((arm, position) => {
        const noise = slow * Math.exp(0.01 * draws.normal());
        return launchOf({ cell, arm, point, block, position, noise });
      }),
    );
  });
}

interface Made {
  readonly cell: PlannedCell;
  readonly arm: Arm;
  readonly point: number | null;
  readonly block: number;
  readonly position: number;
  readonly noise: number;
}

function launchOf({ cell, arm, point, block, position, noise }: Made): LaunchSummary {
  const { scenario, placement } = cell;
  const { p50, p99, outcomes } = timeAt(scenario, arm, point);
  const capacity = capacityAt(scenario, arm, point, noise);
  const time = p50 === null ? null : p50 * noise;
  const isOfPairs = capacity !== undefined;
  const lost = outcomes === undefined ? 0 : outcomes.lost / outcomes.offered;
  const tail = (factor: number, beyond: number): number | null =>
    time === null || isOfPairs || lost >= beyond ? null : time * factor;
  return {
    launch: 0,
    scenario,
    placement,
    block,
    position,
    arm: arm.id,
    point,
    status: 'ok',
    failure: null,
    oracle: arm.isFloor ? 'not-run' : 'pass',
    wall:
      time === null
        ? null
        : {
            n: isOfPairs ? 1 : 1000,
            p10: isOfPairs ? 1e9 / capacity.descriptorsPerSecond : time * 0.95,
            p50: isOfPairs ? 1e9 / capacity.descriptorsPerSecond : time,
            p90: tail(1.3, 0.1),
            p99: tail(p99, 0.01),
          },
    cpu: null,
    roundTrip: null,
    conditions: null,
    ...given('outcomes', outcomes),
    ...given('capacity', capacity),
  };
}

function given<Key extends 'outcomes' | 'capacity'>(
  key: Key,
  value: LaunchSummary[Key] | undefined,
): Partial<Pick<LaunchSummary, Key>> {
  return value === undefined ? {} : ({ [key]: value } as Partial<Pick<LaunchSummary, Key>>);
}
