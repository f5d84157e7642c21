// SPDX-License-Identifier: Apache-2.0
// The live handovers of a run: after everything else, since they use both CPUs and the network.

import ora from 'ora';
import { findHandoverMachine } from '../handover/handover-machine.ts';
import type { HandoverObserver, HandoverOutcome } from '../handover/run-handovers.ts';
import { runHandovers } from '../handover/run-handovers.ts';
import type { HandoverCell } from '../plan/handover-cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Skip } from '../results/result.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { formatSeconds } from './format.ts';
import { never, redrawMs } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface HandoverPart {
  readonly plan: Plan;
  readonly launching: LaunchMachine;
  readonly folder: string;
  readonly terminal: Terminal;
  readonly isSilent: boolean;
  /** The run has so many seconds and no more. */
  readonly hasBudget: boolean;
}

export async function runHandoverPart({
  plan,
  launching,
  folder,
  terminal,
  isSilent,
  hasBudget,
}: HandoverPart): Promise<HandoverOutcome> {
  const cells = plan.handovers ?? [];
  if (cells.length === 0 || launching.signal.aborted) return { results: null, skips: [], outOfSpace: null };
  if (hasBudget) return { results: null, skips: cells.map(withoutBudget), outOfSpace: null };
  const { machine, refused } = await findHandoverMachine(launching);
  if (refused !== null) {
    terminal.err(
      `live handovers share this machine's network: a namespace of their own was refused (${refused.text})\n`,
    );
  }
  const observer = isSilent ? silent : observerOf(cells, terminal);
  try {
    return await runHandovers({ ...machine, cells, seed: plan.seed, folder, observer });
  } finally {
    observer.end();
  }
}

/** Its blocks are shared out among launches before they run; a handover takes seconds, and has no share. */
function withoutBudget({ scenario }: HandoverCell): Skip {
  return {
    scenario: scenario.id,
    placement: null,
    arm: null,
    point: null,
    reason: 'a run with a budget measures launches only: live handovers have no share of it',
    remedy: `without a budget: npm run bench -- --only scenario=${scenario.id} --blocks 10`,
  };
}

type PartObserver = HandoverObserver & { readonly end: () => void };

const nothing = (): void => undefined;
const silent: PartObserver = { cellStarted: nothing, handoverEnded: nothing, skipped: nothing, end: nothing };

function observerOf(cells: readonly HandoverCell[], terminal: Terminal): PartObserver {
  const planned = cells.reduce((sum, cell) => sum + cell.blocks * cell.arms.length * cell.points.length, 0);
  const line =
    terminal.screen === null
      ? null
      : ora({ stream: terminal.screen, spinner: never, discardStdin: false, hideCursor: false });
  const startedAt = performance.now();
  let done = 0;
  let drawnAt = -Infinity;
  return {
    cellStarted: ({ scenario, blocks, points }) => {
      line?.start(scenario.id);
      if (line === null)
        terminal.err(`${scenario.id}: ${String(blocks)} blocks, ${String(points.length)} points\n`);
    },
    handoverEnded: ({ scenario, blocks }, { block, status, arm, point, failure }) => {
      done += 1;
      if (status === 'failed')
        terminal.err(
          `${scenario.id} ${arm} ${String(point)}, block ${String(block)}: ${failure?.text ?? 'failed'}\n`,
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
