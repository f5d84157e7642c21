// SPDX-License-Identifier: Apache-2.0
// The two kinds of gate, from measuring to what is stored: head against base in the same blocks, and head against a
// stored result.

import type { Baseline } from '../gate/baseline.ts';
import { exploreOthers } from '../gate/exploratory.ts';
import type { Environment } from '../results/environment.ts';
import type { GateResult } from '../results/gate-result.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { assembleGate } from './assemble-gate.ts';
import { planBaseline } from './gate-baseline-plan.ts';
import { measureAgainstBaseline, storedFacts } from './gate-baseline.ts';
import type { Budget } from './gate-budget.ts';
import type { GateOptions } from './gate-command.ts';
import type { GateHelpers } from './gate-helpers.ts';
import { measureGate } from './gate-measure.ts';
import type { GatePlan, GateWishes } from './gate-plan.ts';
import { showGateProgress } from './gate-progress.ts';
import { recordLaunches } from './gate-record.ts';
import type { Interruption } from './interruption.ts';
import type { Progress } from './progress.ts';
import { silentProgress } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface Gate {
  readonly options: GateOptions;
  readonly wishes: GateWishes;
  readonly helpers: GateHelpers;
  readonly run: {
    readonly id: string;
    readonly startedAt: Date;
    readonly words: readonly string[];
    readonly seed: number;
  };
  readonly folder: string;
  readonly terminal: Terminal;
  readonly interruption: Interruption;
}

export interface GateSetting {
  readonly plan: GatePlan;
  readonly launching: LaunchMachine;
  readonly budget: Budget | null;
  readonly environment: Environment;
}

/** null: nothing was measured. */
export async function compareHelpers(gate: Gate, setting: GateSetting): Promise<GateResult | null> {
  const { plan, launching, environment, budget } = setting;
  const { folder, helpers, run } = gate;
  const { measured, stored } = await recordLaunches(folder, plan.skips, progressOf(gate, plan), (kept) =>
    measureGate({ plan, machine: launching, kept, seed: run.seed, budget }),
  );
  sayWhatEndedIt(gate, measured);
  if (stored === null) return null;
  const { decision, passes } = measured;
  return assembleGate({
    ...stored,
    ...{ plan, helpers, environment, run, budget, passes },
    conclusion: decision,
    exploratory: exploreOthers(plan.cells, decision.first.launches),
    advisory: false,
    isInjected: gate.wishes.inject !== null,
  });
}

/** null: nothing was measured. */
export async function compareWithStored(
  gate: Gate,
  setting: GateSetting,
  baseline: Baseline,
): Promise<GateResult | null> {
  const { launching, environment, budget } = setting;
  const { folder, helpers, run } = gate;
  const plan = planBaseline(setting.plan, baseline);
  const { measured, stored } = await recordLaunches(folder, plan.skips, progressOf(gate, plan), (kept) =>
    measureAgainstBaseline(
      { plan, machine: launching, kept, seed: run.seed, budget },
      { baseline, environment },
    ),
  );
  sayWhatEndedIt(gate, measured);
  if (stored === null) return null;
  const { conclusion, passes } = measured;
  const facts = { base: storedFacts(baseline), head: helpers.facts.head };
  return assembleGate({
    ...stored,
    ...{ plan, environment, run, budget, passes, conclusion },
    helpers: { facts, identical: helpers.identical && facts.base.sha256 === facts.head.sha256 },
    exploratory: [],
    advisory: true,
    isInjected: gate.wishes.inject !== null,
  });
}

function progressOf({ options, terminal }: Gate, { cells }: GatePlan): Progress {
  const most = Math.max(...cells.map(({ looks }) => looks.at(-1)?.blocks ?? 0));
  return options.json === true ? silentProgress() : showGateProgress(most, terminal);
}

/** A full disk is told at once; what was stored before is judged all the same. */
function sayWhatEndedIt({ terminal }: Gate, { outOfSpace }: { readonly outOfSpace: Error | null }): void {
  if (outOfSpace !== null) terminal.err(`error: ${outOfSpace.message}\n`);
}
