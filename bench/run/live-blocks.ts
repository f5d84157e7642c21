// SPDX-License-Identifier: Apache-2.0
// Blocks for a gate from this machine: launched when they are asked for, until the budget is spent, the disk is full,
// or somebody interrupts.

import type { BlockSource } from '../gate/gate-cell.ts';
import { launchesOfCell } from '../plan/blocks.ts';
import type { LaunchCell, PlannedLaunch } from '../plan/plan.ts';
import { OutOfSpaceError } from '../results/out-of-space.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { Keeper } from './keep-launches.ts';
import type { LaunchMachine } from './run-block.ts';
import { runBlock } from './run-block.ts';
import type { SkipKeeper } from './skips.ts';
import { keepSkips } from './skips.ts';

export interface LiveSetting {
  /** By the gate cell's id; `blocks` is the most that a pass can take. */
  readonly cells: ReadonlyMap<string, LaunchCell>;
  readonly machine: LaunchMachine;
  readonly kept: Keeper;
  /** Draws the orders: another one for each pass. */
  readonly seed: number;
  /** Blocks of a cell are numbered on from here, so that two passes never share a number. */
  readonly firstBlock: number;
  /** performance.now() at which no further block is begun; Infinity without a budget. */
  readonly endsAt: number;
}

export interface LiveBlocks extends BlockSource {
  /** What stopped it, for the message; null where the disk was not full. */
  readonly outOfSpace: () => OutOfSpaceError | null;
}

interface CellProgress {
  readonly cell: LaunchCell;
  readonly blocks: readonly PlannedLaunch[][];
  readonly skips: SkipKeeper;
  done: number;
}

export function liveBlocks(setting: LiveSetting): LiveBlocks {
  const { machine, endsAt } = setting;
  const progress = new Map<string, CellProgress>();
  let ended: ReturnType<BlockSource['ended']> = null;
  let outOfSpace: OutOfSpaceError | null = null;
  const runNext = async (at: CellProgress): Promise<LaunchSummary[]> => {
    const planned = at.blocks[at.done] ?? [];
    at.done += 1;
    const { cell, skips } = at;
    return await runBlock(planned, { cell, machine, skips, kept: setting.kept });
  };
  return {
    ended: () => ended,
    outOfSpace: () => outOfSpace,
    next: async ({ id }, count) => {
      const at = progress.get(id) ?? begin(setting, id);
      progress.set(id, at);
      const launches: LaunchSummary[] = [];
      try {
        for (let i = 0; i < count && ended === null; i++) {
          if (performance.now() >= endsAt) ended = 'budget';
          else launches.push(...(await runNext(at)));
          if (machine.signal.aborted) ended = 'interrupted';
        }
      } catch (error) {
        if (!(error instanceof OutOfSpaceError)) throw error;
        [ended, outOfSpace] = ['out-of-space', error];
      }
      return launches;
    },
  };
}

function begin({ cells, seed, firstBlock }: LiveSetting, id: string): CellProgress {
  const cell = cells.get(id);
  if (cell === undefined) throw new RangeError(`no cell ${id}`);
  const blocks = launchesOfCell(cell, seed).map((block) =>
    block.map(({ place, ...launch }) => ({
      ...launch,
      place: { ...place, block: place.block + firstBlock },
    })),
  );
  return { cell, blocks, skips: keepSkips(), done: 0 };
}
