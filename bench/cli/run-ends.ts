// SPDX-License-Identifier: Apache-2.0
// When the cells of a run end: decided, out of their share of the budget, or as planned. A budget that cannot hold
// ten blocks of every cell is refused before anything is measured.

import { plannedCell } from '../plan/planned-cell.ts';
import type { Plan } from '../plan/plan.ts';
import type { PlannedCell, Result } from '../results/result.ts';
import { fewestBlocksOf, shareBudget } from '../run/budget-shares.ts';
import type { CellSoFar } from '../run/early-end.ts';
import { isDecided } from '../run/early-end.ts';
import { timeBlocks } from '../run/pilot.ts';
import type { LaunchMachine } from '../run/run-block.ts';
import type { EndsEarly } from '../run/run-plan.ts';
import { minimumBlocks } from '../stats/estimate.ts';
import { UsageError } from '../usage-error.ts';
import { formatSeconds } from './format.ts';

export interface EndWishes {
  readonly plan: Plan;
  readonly machine: LaunchMachine;
  readonly clock: CellSoFar['clock'];
  readonly budgetSeconds: number | null;
}

export interface RunEnds {
  readonly endsEarly: EndsEarly;
  /** performance.now() by which all of it ends; Infinity without a budget. */
  readonly endsAt: number;
}

/** With a budget this takes a part of it: a block of each cell is timed. */
export async function planEnds({ plan, machine, clock, budgetSeconds }: EndWishes): Promise<RunEnds> {
  const endsAt = performance.now() + (budgetSeconds ?? Infinity) * 1000;
  const isOver = budgetSeconds === null ? never : await holdBudget(plan, machine, budgetSeconds, endsAt);
  const endsEarly: EndsEarly = (cell, blocks, launches) => {
    const planned = plannedCell(cell, 'plan');
    if (isDecided({ cell: planned, scenario: cell.scenario, blocks, launches, clock })) return 'decided';
    return isOver(plan.cells.indexOf(cell), blocks) ? 'budget' : null;
  };
  return { endsEarly, endsAt };
}

const never = (): boolean => false;

/** More would leave no room for ten blocks of what was timed: then the answer is clear. */
const pilotPart = 1 / 11;

async function holdBudget(
  plan: Plan,
  machine: LaunchMachine,
  seconds: number,
  endsAt: number,
): Promise<ReturnType<typeof shareBudget>> {
  const budgetMs = seconds * 1000;
  const { msPerBlock, tookMs, endedBy } = await timeBlocks(plan, machine, budgetMs * pilotPart);
  const costs = plan.cells.map(({ blocks }, i) => ({ blocks, msPerBlock: msPerBlock[i] ?? 0 }));
  const neededMs = costs.reduce((sum, cost) => sum + fewestBlocksOf(cost) * cost.msPerBlock, tookMs);
  // Of launches that fail nobody knows how long they take: the run goes on, and says why they do.
  const isKnown = endedBy === 'done' || endedBy === 'time';
  if (isKnown && neededMs > budgetMs) throw tooSmall(seconds, neededMs / 1000, plan);
  return shareBudget({ costs, endsAt, now: () => performance.now() });
}

function tooSmall(seconds: number, needed: number, { cells, quick }: Plan): UsageError {
  const fewest = Math.max(...cells.map(fewestBlocksOf));
  const where = cells.length === 1 ? 'the cell' : `each of the ${String(cells.length)} cells`;
  const why = fewest < minimumBlocks ? '' : ' (with fewer there are no intervals)';
  return new UsageError(
    `--budget ${String(seconds)}s is too small: ${String(fewest)} blocks of ${where}${why} take about ` +
      `${formatSeconds(Math.ceil(needed))} here. Give it more, or narrow it with ${quick ? '--only' : '--only or --quick'}`,
  );
}

/** What was not run, and why; '' where every cell ran as planned. */
export function savingText({ cells, launches }: Pick<Result, 'cells' | 'launches'>): string {
  const early = cells
    .filter(({ endedBy }) => endedBy === 'decided' || endedBy === 'budget')
    .map((cell) => ({ cell, run: blocksRun(cell, launches) }));
  if (early.length === 0) return '';
  const saved = early.reduce((sum, { cell, run }) => sum + (cell.blocks - run) * launchesOfBlock(cell), 0);
  const planned = cells.reduce((sum, cell) => sum + cell.blocks * launchesOfBlock(cell), 0);
  return [
    'Ended early',
    ...early.map(
      ({ cell, run }) =>
        `  ${nameOf(cell)}: ${reasonOf(cell)} ${String(run)} of ${String(cell.blocks)} blocks`,
    ),
    `  ${String(saved)} of ${String(planned)} planned launches were saved (${((saved / planned) * 100).toFixed(0)} %)`,
  ].join('\n');
}

function nameOf({ scenario, placement }: PlannedCell): string {
  return `${scenario} ${placement}`;
}

function reasonOf({ endedBy }: PlannedCell): string {
  return endedBy === 'decided' ? 'decided after' : 'its share of the budget was spent after';
}

function blocksRun({ scenario, placement }: PlannedCell, launches: Result['launches']): number {
  const own = launches.filter((one) => one.scenario === scenario && one.placement === placement);
  return new Set(own.map(({ block }) => block)).size;
}

function launchesOfBlock({ arms, points }: PlannedCell): number {
  return arms.length * (points?.length ?? 1);
}
