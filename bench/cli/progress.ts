// SPDX-License-Identifier: Apache-2.0
// Progress of a run: one line that is drawn over on a terminal, one line a cell elsewhere.

import ora from 'ora';
import type { Scenario } from '../../scenarios/scenario.ts';
import type { Cell, Plan } from '../plan/plan.ts';
import type { RunObserver } from '../run/keep-launches.ts';
import { formatSeconds } from './format.ts';
import { skipText } from './skip-text.ts';
import type { Terminal } from './terminal.ts';

export interface Progress extends RunObserver {
  /** Takes the line away again. */
  readonly end: () => void;
}

export function silentProgress(): Progress {
  const nothing = (): void => undefined;
  return { cellStarted: nothing, launchEnded: nothing, skipped: nothing, end: nothing };
}

/** `endsAt`: performance.now() by which a budget is spent, Infinity without one. */
export function showProgress(plan: Plan, terminal: Terminal, endsAt = Infinity): Progress {
  return terminal.screen === null
    ? plainProgress(plan, terminal)
    : drawnProgress(plan, terminal.screen, endsAt);
}

function launchCount(cell: Cell): number {
  return cell.blocks * cell.arms.length * cell.points.length;
}

function plainProgress(plan: Plan, terminal: Terminal): Progress {
  let current: { readonly cell: Cell; readonly startedAt: number; launches: number; blocks: number } | null =
    null;
  const finish = (): void => {
    if (current === null) return;
    const { cell, startedAt, launches, blocks } = current;
    const seconds = (performance.now() - startedAt) / 1000;
    const run = blocks === cell.blocks ? '' : `${String(blocks)} of `;
    terminal.err(
      `${cell.scenario.id} ${cell.placement}: ${run}${String(cell.blocks)} blocks, ${String(launches)} launches, ${seconds.toFixed(1)} s\n`,
    );
    current = null;
  };
  return {
    cellStarted: (cell) => {
      finish();
      current = { cell, startedAt: performance.now(), launches: 0, blocks: 0 };
    },
    launchEnded: (_, { block }) => {
      if (current === null) return;
      current.launches += 1;
      current.blocks = block + 1;
    },
    skipped: (skip) => {
      terminal.err(`${skipText(skip, scenariosOf(plan))}\n`);
    },
    end: finish,
  };
}

/** Drawn between launches only: a timer would wake this process while a launch is measured, and a run
 * that somebody watches would differ from one that nobody does. */
export const never = { frames: ['·'], interval: 2 ** 31 - 1 };
export const redrawMs = 100;

function drawnProgress(plan: Plan, screen: NodeJS.WriteStream, endsAt: number): Progress {
  // Keystrokes stay with the terminal: Ctrl-C must reach us as a signal.
  const line = ora({ stream: screen, spinner: never, discardStdin: false, hideCursor: false });
  const startedAt = performance.now();
  const ahead = countAhead(plan);
  let drawnAt = -Infinity;
  let done = 0;
  return {
    cellStarted: (cell) => {
      line.start(`${cell.scenario.id} ${cell.placement}`);
    },
    launchEnded: (cell, { block }) => {
      const now = performance.now();
      done += 1;
      const left = ahead(cell);
      const byPace = ((now - startedAt) / done) * left;
      const leftText = formatSeconds(Math.min(byPace, Math.max(0, endsAt - now)) / 1000);
      const share = ((done / (done + left)) * 100).toFixed(0);
      line.text = `${cell.scenario.id} ${cell.placement}, block ${String(block + 1)} of ${String(cell.blocks)}, ${share} %, about ${leftText} left`;
      if (now - drawnAt < redrawMs) return;
      line.render();
      drawnAt = now;
    },
    skipped: (skip) => {
      line.info(skipText(skip, scenariosOf(plan)));
      line.start();
    },
    end: () => {
      line.stop();
    },
  };
}

function scenariosOf({ cells }: Plan): Scenario[] {
  return cells.map(({ scenario }) => scenario);
}

/** To be told of every launch: how many are still planned, of its cell and those after it. What a cell that ended early
 * left out is not ahead any more. */
export function countAhead(plan: Plan): (cell: Cell) => number {
  let current: Cell | null = null;
  let inCell = 0;
  return (cell) => {
    inCell = cell === current ? inCell + 1 : 1;
    current = cell;
    const from = plan.cells.indexOf(cell);
    const planned = plan.cells.slice(from).reduce((sum, one) => sum + launchCount(one), 0);
    return Math.max(0, planned - inCell);
  };
}
