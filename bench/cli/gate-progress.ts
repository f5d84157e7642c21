// SPDX-License-Identifier: Apache-2.0
// Progress of a gate: which pass, which block. How long it takes is not known: it ends when it is decided.

import ora from 'ora';
import type { RunObserver } from '../run/keep-launches.ts';
import { never, redrawMs } from './progress.ts';
import type { Progress } from './progress.ts';
import { skipText } from './skip-text.ts';
import type { Terminal } from './terminal.ts';

/** `mostBlocks`: of one pass; blocks of the second are numbered on from there. */
export function showGateProgress(mostBlocks: number, terminal: Terminal): Progress {
  const skipped: RunObserver['skipped'] = (skip) => {
    terminal.err(`${skipText(skip)}\n`);
  };
  const nothing = (): void => undefined;
  if (terminal.screen === null) {
    return { cellStarted: nothing, launchEnded: nothing, skipped, end: nothing };
  }
  const line = ora({ stream: terminal.screen, spinner: never, discardStdin: false, hideCursor: false });
  let drawnAt = -Infinity;
  return {
    cellStarted: nothing,
    launchEnded: (cell, { block }) => {
      if (performance.now() - drawnAt < redrawMs) return;
      const pass = block >= mostBlocks ? 'second pass, ' : '';
      const within = (block % mostBlocks) + 1;
      line.text = `${cell.scenario.id} ${cell.placement}: ${pass}block ${String(within)} of at most ${String(mostBlocks)}`;
      if (!line.isSpinning) line.start();
      line.render();
      drawnAt = performance.now();
    },
    skipped,
    end: () => {
      line.stop();
    },
  };
}
