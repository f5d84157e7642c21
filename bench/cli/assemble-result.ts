// SPDX-License-Identifier: Apache-2.0
// result.json out of its parts.

import { referenceMechanism } from '../mechanisms.ts';
import type { Cell, Plan } from '../plan/plan.ts';
import type { Environment } from '../results/environment.ts';
import type { Arm, PlannedCell, Result } from '../results/result.ts';
import { resultSchemaName, resultVersion } from '../results/result.ts';
import type { RunOutcome } from '../run/run-plan.ts';
import { summariseRun } from '../stats/run-summary.ts';

export interface ResultParts {
  readonly plan: Plan;
  readonly environment: Environment;
  readonly run: { readonly id: string; readonly startedAt: Date; readonly words: readonly string[] };
  readonly outcome: RunOutcome;
  readonly samples: Result['samples'];
  /** Neither interrupted nor out of space. */
  readonly isWhole: boolean;
}

export function assembleResult({ plan, environment, run, outcome, samples, isWhole }: ResultParts): Result {
  const cells = plan.cells.map(plannedCell);
  const scenarios = [...new Set(plan.cells.map((cell) => cell.scenario))];
  const { launches, skips } = outcome;
  return {
    schema: resultSchemaName,
    version: resultVersion,
    run: {
      id: run.id,
      startedAt: run.startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      status: isWhole ? 'complete' : 'interrupted',
      seed: plan.seed,
      arguments: run.words,
      quick: plan.quick,
    },
    environment,
    scenarios,
    cells,
    skips,
    launches,
    ...summariseRun({ cells, scenarios, launches }),
    samples,
  };
}

function plannedCell(cell: Cell): PlannedCell {
  const isAgainstMechanism = cell.class === 'launches' && cell.scenario.compares !== 'variants';
  const reference = cell.arms.find((arm) => arm.mechanism === referenceMechanism)?.id;
  return {
    scenario: cell.scenario.id,
    placement: cell.placement,
    blocks: cell.blocks,
    arms: cell.arms.map(withoutParameters),
    points: pointsOf(cell),
    reference: isAgainstMechanism ? (reference ?? null) : null,
  };
}

/** null for a scenario without an axis. */
function pointsOf({ points }: Cell): readonly number[] | null {
  const values = points.flatMap((point) => point ?? []);
  return values.length === 0 ? null : values;
}

function withoutParameters({ id, mechanism, variant, launchedBy, isFloor }: Arm): Arm {
  return { id, mechanism, variant, launchedBy, isFloor };
}
