// SPDX-License-Identifier: Apache-2.0
// One pass: blocks up to a look, judge, go on where something is still open. Ends when every endpoint is decided, at
// the last look, or when no more blocks come.

import type { Doubt } from '../results/doubt.ts';
import type { Look, PassRecord, Reason } from '../results/gate-result.ts';
import type { LaunchSummary } from '../results/result.ts';
import { CellState } from './cell-state.ts';
import { fewestBlocks } from './design.ts';
import type { BlockSource, GateCell } from './gate-cell.ts';
import { judgeLook } from './judge-look.ts';

export interface PassOutcome {
  /** By endpoint id. */
  readonly looks: ReadonlyMap<string, readonly Look[]>;
  readonly invalid: ReadonlyMap<string, readonly Reason[]>;
  readonly doubts: ReadonlyMap<string, readonly Doubt[]>;
  /** By cell id. */
  readonly launches: ReadonlyMap<string, readonly LaunchSummary[]>;
  readonly endedBy: PassRecord['endedBy'];
}

export async function runPass(cells: readonly GateCell[], source: BlockSource): Promise<PassOutcome> {
  const states = cells.map((cell) => new CellState(cell));
  const endedBy = await lookUntilDecided(states, source);
  for (const state of states) state.close();
  return {
    looks: merged(states.map(({ looks }) => looks)),
    invalid: merged(states.map(({ invalid }) => invalid)),
    doubts: merged(states.map(({ doubts }) => doubts)),
    launches: new Map(states.map(({ cell, launches }) => [cell.id, launches])),
    endedBy,
  };
}

async function lookUntilDecided(
  states: readonly CellState[],
  source: BlockSource,
): Promise<PassRecord['endedBy']> {
  const lookCount = Math.max(0, ...states.map(({ cell }) => cell.looks.length));
  for (let k = 0; k < lookCount; k++) {
    await extendInTurn(states, source, k);
    judgeOpen(states, k);
    // What cut it short is told even where the blocks until then decide.
    const ended = source.ended();
    if (ended !== null) return ended;
    if (!states.some((state) => state.isOpen())) return 'decided';
  }
  return 'last-look';
}

/** A few blocks of each cell by turns: a budget that ends leaves none of them without any. */
async function extendInTurn(states: readonly CellState[], source: BlockSource, k: number): Promise<void> {
  let waiting = states.filter((state) => state.isOpen() && state.waitsFor(k));
  while (waiting.length > 0 && source.ended() === null) {
    for (const state of waiting) await state.extend(source, k, fewestBlocks);
    waiting = waiting.filter((state) => state.waitsFor(k));
  }
  for (const state of states) state.checkValid(false);
}

/** All endpoints that are open at look k, judged together. */
function judgeOpen(states: readonly CellState[], k: number): void {
  const open = states.flatMap((state) => state.openEndpoints(k));
  const all = states.flatMap(({ cell, looks }) =>
    cell.endpoints.map(({ id }) => ({ id, looks: looks.get(id) })),
  );
  const others = all.filter(({ id }) => !open.some(({ endpoint }) => endpoint.id === id));
  const judged = judgeLook(
    open,
    others.map(({ looks }) => looks?.at(-1)?.pSlower ?? 1),
  );
  open.forEach(({ endpoint, state }, i) => {
    const look = judged[i];
    if (look !== undefined) state.add(endpoint.id, look);
  });
}

function merged<Value>(maps: readonly ReadonlyMap<string, Value>[]): ReadonlyMap<string, Value> {
  return new Map(maps.flatMap((map) => [...map]));
}
