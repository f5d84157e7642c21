// SPDX-License-Identifier: Apache-2.0
// gate.json out of its parts.

import type { Decision } from '../gate/decide.ts';
import { totalAlpha } from '../gate/design.ts';
import { countLeftOut } from '../gate/rules/left-out.ts';
import type { Environment } from '../results/environment.ts';
import type { GateResult } from '../results/gate-result.ts';
import { gateSchemaName, gateVersion } from '../results/gate-result.ts';
import type { LaunchSummary, Skip } from '../results/result.ts';
import type { Budget } from './gate-budget.ts';
import type { GateHelpers } from './gate-helpers.ts';
import type { GatePlan } from './gate-plan.ts';

export interface GateParts {
  readonly plan: GatePlan;
  readonly helpers: Pick<GateHelpers, 'facts' | 'identical'>;
  readonly environment: Environment;
  readonly run: {
    readonly id: string;
    readonly startedAt: Date;
    readonly words: readonly string[];
    readonly seed: number;
  };
  readonly budget: Budget | null;
  readonly passes: GateResult['passes'];
  readonly conclusion: Pick<Decision, 'verdict' | 'reasons' | 'endpoints' | 'doubts'>;
  readonly exploratory: GateResult['exploratory'];
  readonly advisory: boolean;
  /** Asked for, whether or not a helper says that it obeyed. */
  readonly isInjected: boolean;
  readonly launches: readonly LaunchSummary[];
  readonly skips: readonly Skip[];
  readonly samples: GateResult['samples'];
}

export function assembleGate(parts: GateParts): GateResult {
  const { plan, helpers, environment, run, passes, launches } = parts;
  const conclusion = countLeftOut(parts.conclusion, plan.skips);
  const isCut = passes.some(({ endedBy }) => endedBy === 'interrupted' || endedBy === 'out-of-space');
  return {
    schema: gateSchemaName,
    version: gateVersion,
    run: {
      id: run.id,
      startedAt: run.startedAt.toISOString(),
      endedAt: new Date().toISOString(),
      status: isCut ? 'interrupted' : 'complete',
      seed: run.seed,
      arguments: run.words,
    },
    verdict: conclusion.verdict,
    reasons: conclusion.reasons,
    advisory: parts.advisory,
    injected: parts.isInjected || launches.some(({ conditions }) => (conditions?.injected_ns ?? 0) > 0),
    environment,
    helpers: helpers.facts,
    identical: helpers.identical,
    design: { alpha: totalAlpha, budgetSeconds: parts.budget?.seconds ?? null },
    scenarios: [...new Set(plan.cells.map(({ scenario }) => scenario))],
    cells: plan.cells.map(({ planned }) => planned),
    passes,
    endpoints: conclusion.endpoints,
    exploratory: parts.exploratory,
    doubts: conclusion.doubts,
    skips: parts.skips,
    launches,
    samples: parts.samples,
  };
}
