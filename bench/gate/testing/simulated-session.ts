// SPDX-License-Identifier: Apache-2.0
// An A/A session that never ran: a simulated gate with twice as many arms, named as copies.

import type { LaunchSummary } from '../../results/result.ts';
import type { GateCell } from '../gate-cell.ts';
import type { AaSession } from '../replay.ts';
import { simulate } from './simulated-blocks.ts';

export interface SessionSimulation {
  readonly blocks: number;
  readonly seed: number;
  /** Standard deviation of a block's log-ratio of two copies. */
  readonly spread?: number;
}

const copies = ['a', 'b', 'c', 'd'];

export async function simulatedSession(
  cell: GateCell,
  { blocks, seed, spread = 0.02 }: SessionSimulation,
): Promise<AaSession> {
  const copied = {
    ...cell,
    planned: {
      ...cell.planned,
      arms: cell.planned.arms.flatMap((arm) => {
        if (arm.isFloor) return [arm];
        if (arm.revision !== 'base') return [];
        return copies.map((copy) => ({ ...arm, id: `${arm.id.slice(0, arm.id.lastIndexOf(' '))} ${copy}` }));
      }),
    },
  };
  const { first } = simulate({ seed, spread });
  const made: LaunchSummary[][] = [];
  for (let i = 0; i < blocks; i++) made.push([...(await first.next(copied, 1))]);
  return { copies, blocks: made };
}
