// SPDX-License-Identifier: Apache-2.0
// Progress of a run: one line that is drawn over on a terminal, one line a cell elsewhere.

import ora from 'ora';
import type { Cell, Plan } from '../plan/plan.ts';
import type { RunObserver } from '../run/run-plan.ts';
import { formatSeconds } from './format.ts';
import type { Terminal } from './terminal.ts';

export interface Progress extends RunObserver {
  /** Takes the line away again. */
  readonly end: () => void;
}

export function silentProgress(): Progress {
  const nothing = (): void => undefined;
  return { cellStarted: nothing, launchEnded: nothing, skipped: nothing, end: nothing };
}

export function showProgress(plan: Plan, terminal: Terminal): Progress {
  const total = plan.cells.reduce((sum, cell) => sum + launchCount(cell), 0);
  return terminal.screen === null ? plainProgress(terminal) : drawnProgress(total, terminal.screen);
}

function launchCount(cell: Cell): number {
  return cell.blocks * cell.arms.length * cell.points.length;
}

function plainProgress(terminal: Terminal): Progress {
  let current: { readonly cell: Cell; readonly startedAt: number; launches: number } | null = null;
  const finish = (): void => {
    if (current === null) return;
    const { cell, startedAt, launches } = current;
    const seconds = (performance.now() - startedAt) / 1000;
    terminal.err(
      `${cell.scenario.id} ${cell.placement}: ${String(cell.blocks)} blocks, ${String(launches)} launches, ${seconds.toFixed(1)} s\n`,
    );
    current = null;
  };
  return {
    cellStarted: (cell) => {
      finish();
      current = { cell, startedAt: performance.now(), launches: 0 };
    },
    launchEnded: () => {
      if (current !== null) current.launches += 1;
    },
    skipped: ({ scenario, placement, arm, reason }) => {
      terminal.err(`skipped: ${[scenario, placement, arm].filter(Boolean).join(' ')}: ${reason}\n`);
    },
    end: finish,
  };
}

/** Drawn between launches only: a timer would wake this process while a launch is measured, and a run
 * that somebody watches would differ from one that nobody does. */
const never = { frames: ['·'], interval: 2 ** 31 - 1 };
const redrawMs = 100;

function drawnProgress(total: number, screen: NodeJS.WriteStream): Progress {
  // Keystrokes stay with the terminal: Ctrl-C must reach us as a signal.
  const line = ora({ stream: screen, spinner: never, discardStdin: false, hideCursor: false });
  const startedAt = performance.now();
  let drawnAt = -Infinity;
  let done = 0;
  return {
    cellStarted: (cell) => {
      line.start(`${cell.scenario.id} ${cell.placement}`);
    },
    launchEnded: (cell, { block }) => {
      done += 1;
      const share = Math.min(1, done / total);
      const seconds = (performance.now() - startedAt) / 1000;
      const left = formatSeconds(seconds / share - seconds);
      line.text = `${cell.scenario.id} ${cell.placement}, block ${String(block + 1)} of ${String(cell.blocks)}, ${(share * 100).toFixed(0)} %, about ${left} left`;
      if (performance.now() - drawnAt < redrawMs) return;
      line.render();
      drawnAt = performance.now();
    },
    skipped: ({ scenario, placement, arm, reason }) => {
      line.info(`skipped: ${[scenario, placement, arm].filter(Boolean).join(' ')}: ${reason}`);
      line.start();
    },
    end: () => {
      line.stop();
    },
  };
}
