// SPDX-License-Identifier: Apache-2.0
// A session replayed as a gate: which blocks come in which order, under which names, and how much slower.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeRandom } from '../plan/random.ts';
import type { LaunchSummary } from '../results/result.ts';
import type { Redraw } from './replay.ts';
import { drawShuffled, drawStretch, replaySources } from './replay.ts';
import { exampleCell } from './testing/example-cells.ts';
import { simulatedSession } from './testing/simulated-session.ts';

const cell = exampleCell();
const session = await simulatedSession(cell, { blocks: 20, seed: 1 });
const inOrder: Redraw = { places: [...session.blocks.keys()], base: 'a', head: 'c' };

async function armsOf(redraw: Redraw, slowdown: number, count = 1): Promise<readonly LaunchSummary[]> {
  return replaySources(session, redraw, slowdown).first.next(cell, count);
}

function own(launches: readonly LaunchSummary[] | undefined, arm: string): LaunchSummary | undefined {
  return launches?.find((launch) => launch.arm === arm);
}

describe('a block of the session as a block of a gate', () => {
  test('has base, head and the twins, and no other copy', async () => {
    const launches = await armsOf(inOrder, 0);
    assert.deepEqual(launches.map(({ arm }) => arm).sort(), cell.planned.arms.map(({ id }) => id).sort());
  });
  test('base and head are the copies that were drawn, with their own times', async () => {
    const launches = await armsOf(inOrder, 0);
    for (const [arm, copy] of [
      ['scm_rights base', 'scm_rights a'],
      ['scm_rights head', 'scm_rights c'],
      ['message_only', 'message_only'],
    ] as const) {
      assert.deepEqual(own(launches, arm)?.wall, own(session.blocks[0], copy)?.wall, arm);
    }
  });
  test('only head is slowed down, in every quantile', async () => {
    const before = await armsOf(inOrder, 0);
    const after = await armsOf(inOrder, 0.5);
    for (const launch of before) {
      const factor = launch.arm.endsWith(' head') ? 1.5 : 1;
      const wall = own(after, launch.arm)?.wall;
      assert.equal(wall?.p50, (launch.wall?.p50 ?? 0) * factor, launch.arm);
      assert.equal(wall.p90, (launch.wall?.p90 ?? 0) * factor, launch.arm);
      assert.equal(wall.n, launch.wall?.n);
    }
  });
});

describe('the order of blocks', () => {
  test('blocks follow each other as they are drawn, and are numbered anew', async () => {
    const places = [3, 1, 2, ...[...session.blocks.keys()].filter((place) => place === 0 || place > 3)];
    const launches = await armsOf({ ...inOrder, places }, 0, 3);
    const walls = [0, 1, 2].map(
      (block) => launches.find((one) => one.block === block && one.arm === 'scm_rights base')?.wall,
    );
    assert.deepEqual(
      walls,
      [3, 1, 2].map((place) => own(session.blocks[place], 'scm_rights a')?.wall),
    );
  });
  test('a second helping goes on where the first ended', async () => {
    const { first } = replaySources(session, inOrder, 0);
    await first.next(cell, 7);
    const launches = await first.next(cell, 1);
    assert.equal(launches[0]?.block, 7);
    assert.deepEqual(own(launches, 'scm_rights base')?.wall, own(session.blocks[7], 'scm_rights a')?.wall);
  });
  test('the second pass begins half a session later and goes round', async () => {
    const { confirmation } = replaySources(session, inOrder, 0);
    const launches = await confirmation.next(cell, 11);
    const walls = launches.filter(({ arm }) => arm === 'scm_rights head').map(({ wall }) => wall);
    assert.deepEqual(walls[0], own(session.blocks[10], 'scm_rights c')?.wall);
    assert.deepEqual(walls[10], own(session.blocks[0], 'scm_rights c')?.wall);
  });
});

describe('what is drawn', () => {
  const random = makeRandom(1, 'test');
  const draws = Array.from({ length: 400 }, () => drawStretch(session, random));
  test('a stretch is a ring of all blocks, each start and each ordered pair about equally often', () => {
    for (const { places } of draws.slice(0, 10)) {
      const start = places[0] ?? 0;
      assert.deepEqual(
        places,
        session.blocks.map((_, i) => (start + i) % session.blocks.length),
      );
    }
    const pairs = new Set(draws.map(({ base, head }) => `${base}${head}`));
    assert.equal(pairs.size, 12);
    assert.equal(new Set(draws.map(({ places }) => places[0])).size, session.blocks.length);
    assert.ok(draws.every(({ base, head }) => base !== head));
  });
  test('shuffled blocks are all blocks once, in another order', () => {
    const { places } = drawShuffled(session, random);
    assert.notDeepEqual(places, [...session.blocks.keys()]);
    assert.deepEqual(
      [...places].sort((a, b) => a - b),
      [...session.blocks.keys()],
    );
  });
});
