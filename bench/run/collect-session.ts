// SPDX-License-Identifier: Apache-2.0
// An A/A session: blocks in which copies of one program are launched again and again, with nothing to find.

import type { AaSession } from '../gate/replay.ts';
import type { GateCell } from '../gate/gate-cell.ts';
import { copyNames } from '../plan/copies.ts';
import type { LaunchCell } from '../plan/plan.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { SamplesWriter } from '../results/samples-writer.ts';
import type { RunObserver } from './keep-launches.ts';
import { keepLaunches } from './keep-launches.ts';
import { liveBlocks } from './live-blocks.ts';
import type { LaunchMachine } from './run-block.ts';

export interface SessionWishes {
  /** What the session is for; its launches are those of `launched`. */
  readonly cell: GateCell;
  /** Made by aaCellOf. */
  readonly launched: LaunchCell;
  readonly machine: LaunchMachine;
  readonly observer: RunObserver;
  readonly seed: number;
}

/** Shorter than planned when it was interrupted. */
export async function collectSession(wishes: SessionWishes): Promise<AaSession> {
  const { cell, launched, machine, observer, seed } = wishes;
  const cells = new Map([[cell.id, launched]]);
  const kept = keepLaunches(nowhere, observer);
  const source = liveBlocks({ cells, machine, kept, seed, firstBlock: 0, endsAt: Infinity });
  const launches = await source.next(cell, launched.blocks);
  const blocks: LaunchSummary[][] = [];
  for (const launch of launches) (blocks[launch.block] ??= []).push(launch);
  const size = launchesInBlock(launched);
  return { copies: copyNames, blocks: blocks.filter((block) => block.length === size) };
}

function launchesInBlock({ arms, points, leftOut }: LaunchCell): number {
  const missing = leftOut.filter(({ arm }) => arms.some(({ id }) => id === arm));
  return arms.length * points.length - missing.length;
}

/** Launches are summarised and their samples let go. */
export const nowhere: SamplesWriter = {
  append: () => undefined,
  close: () => {
    throw new Error('nothing is stored here');
  },
  discard: () => undefined,
};
