// SPDX-License-Identifier: Apache-2.0
// Gates replayed on blocks that were measured earlier: an A/A session holds several launches of the same program in
// each block, under names of their own, and any two of them can play base and head. So the same judge can be asked
// thousands of times what it says when nothing changed, or when head is slower by a known share.

import type { Random } from '../plan/random.ts';
import { shuffled } from '../plan/random.ts';
import type { LaunchSummary, Quantiles } from '../results/result.ts';
import type { Sources } from './decide.ts';
import type { BlockSource, GateCell } from './gate-cell.ts';

/** Consecutive blocks of one cell. Arms are named "<mechanism> <copy>" and the two floors as in a gate. */
export interface AaSession {
  readonly copies: readonly string[];
  readonly blocks: readonly (readonly LaunchSummary[])[];
}

export interface Redraw {
  /** Places of the session's blocks in the order in which a gate gets them, all of them, as a ring. The first pass
   * begins at its start, the second half a ring away, so that they share no block as long as they can. */
  readonly places: readonly number[];
  readonly base: string;
  readonly head: string;
}

/** A stretch of the session, wherever it begins, and two of its copies: what a gate would have met at that time.
 * Keeps whatever one block has to do with the next; stretches overlap, so a session of 300 blocks holds only some ten
 * independent ones. */
export function drawStretch({ copies, blocks }: AaSession, random: Random): Redraw {
  const start = random.below(blocks.length);
  const places = [...blocks.keys()].map((i) => (start + i) % blocks.length);
  return { places, ...drawPair(copies, random) };
}

/** Any blocks in any order, each once: as if one block had nothing to do with the next. */
export function drawShuffled({ copies, blocks }: AaSession, random: Random): Redraw {
  return { places: shuffled([...blocks.keys()], random), ...drawPair(copies, random) };
}

function drawPair(copies: readonly string[], random: Random): Pick<Redraw, 'base' | 'head'> {
  const base = random.below(copies.length);
  const head = (base + 1 + random.below(copies.length - 1)) % copies.length;
  return { base: copies[base] ?? '', head: copies[head] ?? '' };
}

/** Blocks of the session as a gate of this cell would get them; head takes `slowdown` (a share) longer. */
export function replaySources(session: AaSession, redraw: Redraw, slowdown: number): Sources {
  return {
    first: replayBlocks({ session, redraw, slowdown, offset: 0 }),
    confirmation: replayBlocks({ session, redraw, slowdown, offset: session.blocks.length >> 1 }),
  };
}

interface Replay {
  readonly session: AaSession;
  readonly redraw: Redraw;
  readonly slowdown: number;
  readonly offset: number;
}

function replayBlocks(replay: Replay): BlockSource {
  const { session, redraw, offset } = replay;
  const { places } = redraw;
  let done = 0;
  const next = (cell: GateCell, count: number): Promise<readonly LaunchSummary[]> => {
    const launches: LaunchSummary[] = [];
    for (let i = 0; i < count; i++, done++) {
      const place = places[(offset + done) % places.length] ?? 0;
      for (const launch of session.blocks[place] ?? []) {
        const arm = armInGate(launch.arm, cell, redraw);
        if (arm === null) continue;
        const wall = arm.isHead ? slower(launch.wall, replay.slowdown) : launch.wall;
        launches.push({ ...launch, block: done, arm: arm.id, wall });
      }
    }
    return Promise.resolve(launches);
  };
  return { next, ended: () => null };
}

/** The name that a launch has in a gate; null for copies that take no part. */
function armInGate(
  arm: string,
  { twins }: GateCell,
  { base, head }: Redraw,
): { readonly id: string; readonly isHead: boolean } | null {
  if (twins?.includes(arm) === true) return { id: arm, isHead: false };
  const split = arm.lastIndexOf(' ');
  const [mechanism, copy] = [arm.slice(0, split), arm.slice(split + 1)];
  if (copy === base) return { id: `${mechanism} base`, isHead: false };
  return copy === head ? { id: `${mechanism} head`, isHead: true } : null;
}

function slower(wall: Quantiles | null, slowdown: number): Quantiles | null {
  if (wall === null) return null;
  const scaled = (value: number): number => value * (1 + slowdown);
  return {
    n: wall.n,
    p10: scaled(wall.p10),
    p50: scaled(wall.p50),
    p90: wall.p90 === null ? null : scaled(wall.p90),
    p99: wall.p99 === null ? null : scaled(wall.p99),
  };
}
