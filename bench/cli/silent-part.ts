// SPDX-License-Identifier: Apache-2.0
// The silent failures of a run: after everything that is timed.

import ora from 'ora';
import { helperPath } from '../native.ts';
import type { Plan } from '../plan/plan.ts';
import type { SilentCell } from '../plan/silent-cells.ts';
import type { Skip } from '../results/result.ts';
import { cpusFor } from '../run/placement.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import type { SilentObserver, SilentOutcome } from '../silent/run-silent.ts';
import { runSilent } from '../silent/run-silent.ts';
import { formatSeconds } from './format.ts';
import { never, redrawMs } from './progress.ts';
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
  const line =
    terminal.screen === null
      ? null
      : ora({ stream: terminal.screen, spinner: never, discardStdin: false, hideCursor: false });
  const startedAt = performance.now();
  let done = 0;
  let drawnAt = -Infinity;
  return {
    cellStarted: ({ scenario, blocks, conditions }) => {
      line?.start(scenario.id);
      if (line === null)
        terminal.err(`${scenario.id}: ${String(blocks)} blocks, ${String(conditions.length)} conditions\n`);
    },
    launchEnded: ({ scenario, blocks }, { block, status, arm, condition, failure }) => {
      done += 1;
      if (status === 'failed')
        terminal.err(
          `${scenario.id} ${arm} ${condition}, block ${String(block)}: ${failure?.text ?? 'failed'}\n`,
        );
      const now = performance.now();
      if (line === null || now - drawnAt < redrawMs) return;
      const left = formatSeconds((((now - startedAt) / done) * (planned - done)) / 1000);
      line.text = `${scenario.id}, block ${String(block + 1)} of ${String(blocks)}, about ${left} left`;
      line.render();
      drawnAt = now;
    },
    skipped: ({ scenario, arm, reason }) => {
      terminal.err(`skipped: ${scenario} ${arm ?? ''}: ${reason}\n`);
    },
    end: () => {
      line?.stop();
    },
  };
}
