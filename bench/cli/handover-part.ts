// SPDX-License-Identifier: Apache-2.0
// The live handovers of a run: after everything else, since they use both CPUs and the network.

import { findHandoverMachine } from '../handover/handover-machine.ts';
import type { HandoverObserver, HandoverOutcome } from '../handover/run-handovers.ts';
import { runHandovers } from '../handover/run-handovers.ts';
import type { HandoverCell } from '../plan/handover-cells.ts';
import type { Plan } from '../plan/plan.ts';
import type { Skip } from '../results/result.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import { showPartProgress } from './part-progress.ts';
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
  const { cellStarted, ended, skipped, end } = showPartProgress(planned, terminal);
  return {
    cellStarted: ({ scenario, blocks, points }) => {
      cellStarted(scenario.id, `${String(blocks)} blocks, ${String(points.length)} points`);
    },
    handoverEnded: ({ scenario, blocks }, { block, status, arm, point, failure }) => {
      const text = status === 'failed' ? (failure?.text ?? 'failed') : null;
      ended(scenario.id, blocks, { place: `${arm} ${String(point)}`, block, failure: text });
    },
    skipped,
    end,
  };
}
