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
import type { GateOptions } from './gate-command.ts';
import type { GateHelpers } from './gate-helpers.ts';
import { measureGate } from './gate-measure.ts';
import type { GatePlan, GateWishes } from './gate-plan.ts';
import { showGateProgress } from './gate-progress.ts';
import type { Recorded } from './gate-record.ts';
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
  readonly environment: Environment;
}

/** null: nothing was measured. */
export async function compareHelpers(gate: Gate, setting: GateSetting): Promise<GateResult | null> {
  const { plan, launching, environment } = setting;
  const { folder, helpers, run } = gate;
  const recorded = await recordLaunches(folder, progressOf(gate, plan), (kept) =>
    measureGate({ plan, machine: launching, kept, seed: run.seed, budgetSeconds: budgetOf(gate) }),
  );
  if (recorded === null) return null;
  const { decision, passes } = recorded.measured;
  return assembleGate({
    ...sayWhatEndedIt(gate, recorded),
    ...{ plan, helpers, environment, run, budgetSeconds: budgetOf(gate), passes },
    conclusion: decision,
    exploratory: exploreOthers(plan.cells, decision.first.launches),
    advisory: false,
  });
}

/** null: nothing was measured. */
export async function compareWithStored(
  gate: Gate,
  setting: GateSetting,
  baseline: Baseline,
): Promise<GateResult | null> {
  const { launching, environment } = setting;
  const { folder, helpers, run } = gate;
  const plan = planBaseline(setting.plan, baseline);
  const recorded = await recordLaunches(folder, progressOf(gate, plan), (kept) =>
    measureAgainstBaseline(
      { plan, machine: launching, kept, seed: run.seed, budgetSeconds: budgetOf(gate) },
      { baseline, environment },
    ),
  );
  if (recorded === null) return null;
  const { conclusion, passes } = recorded.measured;
  const facts = { base: storedFacts(baseline), head: helpers.facts.head };
  return assembleGate({
    ...sayWhatEndedIt(gate, recorded),
    ...{ plan, environment, run, budgetSeconds: budgetOf(gate), passes, conclusion },
    helpers: { facts, identical: facts.base.sha256 === facts.head.sha256 },
    exploratory: [],
    advisory: true,
  });
}

function budgetOf({ options }: Gate): number | null {
  return options.budget ?? null;
}

function progressOf({ options, terminal }: Gate, { cells }: GatePlan): Progress {
  const most = Math.max(...cells.map(({ looks }) => looks.at(-1)?.blocks ?? 0));
  return options.json === true ? silentProgress() : showGateProgress(most, terminal);
}

type Ended = Recorded<{ readonly outOfSpace: Error | null }>;

/** A full disk is told at once; what was stored before is judged all the same. */
function sayWhatEndedIt(
  { terminal }: Gate,
  { measured, launches, skips, samples }: Ended,
): Omit<Ended, 'measured'> {
  if (measured.outOfSpace !== null) terminal.err(`error: ${measured.outOfSpace.message}\n`);
  return { launches, skips, samples };
}
