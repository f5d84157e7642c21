// SPDX-License-Identifier: Apache-2.0
// result.json out of its parts.

import type { Plan } from '../plan/plan.ts';
import { plannedCell } from '../plan/planned-cell.ts';
import type { Environment } from '../results/environment.ts';
import type { HandoverOutcome } from '../handover/run-handovers.ts';
import type { PlayedResults } from '../results/played.ts';
import type { Result } from '../results/result.ts';
import { resultSchemaName, resultVersion } from '../results/result.ts';
import type { SilentOutcome } from '../silent/run-silent.ts';
import { levelOf } from '../run/early-end.ts';
import type { RunOutcome } from '../run/run-plan.ts';
import { summariseRun } from '../stats/run-summary.ts';
import { doubtsOfRun, withDoubts } from '../validity/doubts-of-run.ts';

export interface ResultParts {
  readonly plan: Plan;
  readonly environment: Environment;
  readonly run: { readonly id: string; readonly startedAt: Date; readonly words: readonly string[] };
  readonly outcome: RunOutcome;
  readonly handovers: HandoverOutcome;
  readonly silent: SilentOutcome;
  /** null: nothing was played. */
  readonly played: PlayedResults | null;
  readonly samples: Result['samples'];
  /** Neither interrupted nor out of space. */
  readonly isWhole: boolean;
}

export function assembleResult({
  plan,
  environment,
  run,
  outcome,
  handovers,
  silent,
  played,
  samples,
  isWhole,
}: ResultParts): Result {
  // A cell without an ending was not reached.
  const cells = plan.cells.map((cell, i) => plannedCell(cell, outcome.endings[i] ?? 'interrupted'));
  const scenarios = [...new Set(plan.cells.map((cell) => cell.scenario))];
  const { launches } = outcome;
  const skips = [...outcome.skips, ...handovers.skips, ...silent.skips];
  const { rows, crossovers, growths } = summariseRun({
    cells,
    scenarios,
    launches,
    levelOf: (cell) => levelOf(cell, scenarios),
  });
  const doubts = doubtsOfRun({ cells, scenarios, launches, rows, clock: environment.clock });
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
    rows: withDoubts(rows, doubts),
    crossovers,
    ...(growths.length === 0 ? {} : { growths }),
    doubts,
    ...(handovers.results !== null && { handovers: handovers.results }),
    ...(silent.results !== null && { silent: silent.results }),
    ...(played !== null && { played }),
    samples,
  };
}
