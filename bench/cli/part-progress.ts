// SPDX-License-Identifier: Apache-2.0
// How far a part of a run is that is no launch of the plan: one line that is redrawn, or a line a cell where there is no
// screen.

import ora from 'ora';
import type { Skip } from '../results/result.ts';
import { formatSeconds } from './format.ts';
import { never, redrawMs } from './progress.ts';
import type { Terminal } from './terminal.ts';

export interface PartProgress {
  /** `size`: what it has, as "11 blocks, 4 points". */
  readonly cellStarted: (id: string, size: string) => void;
  /** `place`: of what ended, as "arm condition"; `failure`: null where it ended well. */
  readonly ended: (id: string, blocks: number, one: EndedOne) => void;
  readonly skipped: (skip: Skip) => void;
  readonly end: () => void;
}

export interface EndedOne {
  readonly place: string;
  readonly block: number;
  readonly failure: string | null;
}

/** `planned`: how many are to end in all. */
export function showPartProgress(planned: number, { screen, err }: Terminal): PartProgress {
  const line =
    screen === null ? null : ora({ stream: screen, spinner: never, discardStdin: false, hideCursor: false });
  const startedAt = performance.now();
  let done = 0;
  let drawnAt = -Infinity;
  return {
    cellStarted: (id, size) => {
      line?.start(id);
      if (line === null) err(`${id}: ${size}\n`);
    },
    ended: (id, blocks, { place, block, failure }) => {
      done += 1;
      if (failure !== null) err(`${id} ${place}, block ${String(block)}: ${failure}\n`);
      const now = performance.now();
      if (line === null || now - drawnAt < redrawMs) return;
      const left = formatSeconds((((now - startedAt) / done) * (planned - done)) / 1000);
      line.text = `${id}, block ${String(block + 1)} of ${String(blocks)}, about ${left} left`;
      line.render();
      drawnAt = now;
    },
    skipped: ({ scenario, arm, reason }) => {
      err(`skipped: ${scenario} ${arm ?? ''}: ${reason}\n`);
    },
    end: () => {
      line?.stop();
    },
  };
}
