// SPDX-License-Identifier: Apache-2.0
// Somebody else's load, made by ourselves: up to three busy processes at a time that come at random and go after at
// most half a second, by themselves or by their handles. What a build server's neighbours look like to a gate.

import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Random } from '../plan/random.ts';
import { makeRandom } from '../plan/random.ts';

/** How the load is made, in words: stored with what was measured under it. */
export const burstLoadText =
  'bursts of 1 to 3 busy processes (node) for 50 to 500 ms each, unpinned, with gaps of 50 to 1000 ms between bursts';

export interface BurstLoad {
  /** Ends what runs, and answers how many bursts there were. */
  readonly stop: () => Promise<number>;
}

export function startBurstLoad(seed: number): BurstLoad {
  const controller = new AbortController();
  const ended = makeBursts(makeRandom(seed, 'bursts'), controller.signal);
  return {
    stop: async () => {
      controller.abort();
      return await ended;
    },
  };
}

async function makeBursts(random: Random, signal: AbortSignal): Promise<number> {
  const between = (least: number, most: number): number => least + random.below(most - least + 1);
  let bursts = 0;
  while (!signal.aborted) {
    bursts += 1;
    const running = [...Array(between(1, 3)).keys()].map(() => startBusy(between(50, 500)));
    await endOf(running, signal);
    await wait(between(50, 1000), undefined, { signal }).catch(() => undefined);
  }
  return bursts;
}

/** Counts its time itself: it ends also where nobody is left to end it. */
const busyProgram =
  'const end = performance.now() + Number(process.argv[1]); while (performance.now() < end);';

function startBusy(ms: number): ChildProcess {
  return spawn(process.execPath, ['-e', busyProgram, String(ms)], { stdio: 'ignore' });
}

async function endOf(running: readonly ChildProcess[], signal: AbortSignal): Promise<void> {
  const endAll = (): void => {
    for (const child of running) child.kill('SIGKILL');
  };
  signal.addEventListener('abort', endAll, { once: true });
  try {
    await Promise.all(running.map((child) => once(child, 'exit')));
  } finally {
    signal.removeEventListener('abort', endAll);
  }
}
