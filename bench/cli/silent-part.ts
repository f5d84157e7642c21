// SPDX-License-Identifier: Apache-2.0
// The silent failures of a run: after everything that is timed.

import { helperPath } from '../native.ts';
import type { Plan } from '../plan/plan.ts';
import type { SilentCell } from '../plan/silent-cells.ts';
import type { Skip } from '../results/result.ts';
import { cpusFor } from '../run/placement.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import type { SilentObserver, SilentOutcome } from '../silent/run-silent.ts';
import { runSilent } from '../silent/run-silent.ts';
import { showPartProgress } from './part-progress.ts';
import type { Terminal } from './terminal.ts';

export interface SilentPart {
  readonly plan: Plan;
  readonly launching: LaunchMachine;
  readonly terminal: Terminal;
  /** Says nothing while it runs. */
  readonly isSilent: boolean;
  /** The run has so many seconds and no more. */
  readonly hasBudget: boolean;
}

export async function runSilentPart({
  plan,
  launching,
  terminal,
  isSilent,
  hasBudget,
}: SilentPart): Promise<SilentOutcome> {
  const cells = plan.silent ?? [];
  const { signal, allowedCpus, topology, deadlineMs, tools } = launching;
  if (cells.length === 0 || signal.aborted) return { results: null, skips: [] };
  if (hasBudget) return { results: null, skips: cells.map(withoutBudget) };
  const observer = isSilent ? quiet : observerOf(cells, terminal);
  try {
    return await runSilent({
      cells,
      seed: plan.seed,
      helperPath: helperPath(),
      deadlineMs,
      cpus: cpusFor('cross-cpu', allowedCpus, topology),
      signal,
      startHelper: tools.startHelper,
      observer,
    });
  } finally {
    observer.end();
  }
}

function withoutBudget({ scenario }: SilentCell): Skip {
  return {
    scenario: scenario.id,
    placement: null,
    arm: null,
    point: null,
    reason: 'a run with a budget measures launches only: counting silent failures has no share of it',
    remedy: `without a budget: npm run bench -- --only scenario=${scenario.id}`,
  };
}

type PartObserver = SilentObserver & { readonly end: () => void };

const nothing = (): void => undefined;
const quiet: PartObserver = { cellStarted: nothing, launchEnded: nothing, skipped: nothing, end: nothing };

function observerOf(cells: readonly SilentCell[], terminal: Terminal): PartObserver {
  const planned = cells.reduce(
    (sum, cell) => sum + cell.blocks * cell.arms.length * cell.conditions.length,
    0,
  );
  const { cellStarted, ended, skipped, end } = showPartProgress(planned, terminal);
  return {
    cellStarted: ({ scenario, blocks, conditions }) => {
      cellStarted(scenario.id, `${String(blocks)} blocks, ${String(conditions.length)} conditions`);
    },
    launchEnded: ({ scenario, blocks }, { block, status, arm, condition, failure }) => {
      const text = status === 'failed' ? (failure?.text ?? 'failed') : null;
      ended(scenario.id, blocks, { place: `${arm} ${condition}`, block, failure: text });
    },
    skipped,
    end,
  };
}
