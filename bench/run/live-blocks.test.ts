// SPDX-License-Identifier: Apache-2.0
// A gate's blocks go on where they stopped, are numbered as the pass says, and end for a reason that is told.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import type { GateCell } from '../gate/gate-cell.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { LaunchCell } from '../plan/plan.ts';
import { explainWriteError } from '../results/out-of-space.ts';
import { keepLaunches } from './keep-launches.ts';
import type { LiveBlocks } from './live-blocks.ts';
import { liveBlocks } from './live-blocks.ts';
import { fakeTools } from './testing/fake-tools.ts';

const [planned] = buildPlan(
  { only: { scenario: ['one-descriptor'], placement: ['same-cpu'] }, quick: false, seed: 3, blocks: 8 },
  { scenarios, mechanisms },
  { allowedCpus: [0], nofileHard: 1000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
).cells;
assert.ok(planned?.class === 'launches');
const launched: LaunchCell = planned;
const cell = { id: 'cell' } as GateCell;

interface Changes {
  readonly statuses?: Readonly<Record<string, string>>;
  readonly firstBlock?: number;
  readonly endsAt?: number;
  readonly signal?: AbortSignal;
  /** Launches that can be stored. */
  readonly room?: number;
}

function sourceOf(changes: Changes = {}): LiveBlocks {
  const { statuses = {}, room = Infinity, signal = new AbortController().signal, ...rest } = changes;
  const nothing = (): void => undefined;
  let stored = 0;
  const samples = {
    append: (): void => {
      if (stored++ >= room)
        throw explainWriteError(Object.assign(new Error(), { code: 'ENOSPC' }), 'samples');
    },
    close: () => assert.fail('not asked for'),
    discard: nothing,
  };
  const kept = keepLaunches(samples, { cellStarted: nothing, launchEnded: nothing, skipped: nothing });
  const place = { helperPathOf: () => 'none', deadlineMs: 1000, allowedCpus: [0], topology: [null] };
  const machine = { ...place, signal, tools: fakeTools(statuses) };
  const cells = new Map([[cell.id, launched]]);
  return liveBlocks({ cells, machine, kept, seed: 1, firstBlock: 0, endsAt: Infinity, ...rest });
}

const blocksOf = (launches: readonly { readonly block: number }[]): number[] => [
  ...new Set(launches.map(({ block }) => block)),
];

describe('blocks', () => {
  test('go on where they stopped, every arm once in each', async () => {
    const source = sourceOf({ firstBlock: 100 });
    const [first, second] = [await source.next(cell, 2), await source.next(cell, 3)];
    assert.deepEqual(
      [blocksOf(first), blocksOf(second)],
      [
        [100, 101],
        [102, 103, 104],
      ],
    );
    assert.equal(first.length + second.length, 5 * launched.arms.length);
    assert.equal(source.ended(), null);
  });

  test('an arm that is refused stays away in all later blocks', async () => {
    const source = sourceOf({ statuses: { pidfd_getfd: 'unsupported' } });
    const launches = [...(await source.next(cell, 2)), ...(await source.next(cell, 2))];
    assert.equal(launches.filter(({ arm }) => arm === 'pidfd_getfd').length, 1);
    assert.equal(launches.filter(({ arm }) => arm === 'scm_rights').length, 4);
  });

  test('a cell that nobody planned', async () => {
    await assert.rejects(sourceOf().next({ id: 'other' } as GateCell, 1), /no cell other/);
  });
});

describe('they end', () => {
  test('when the budget is spent: no block is begun any more', async () => {
    const source = sourceOf({ endsAt: performance.now() });
    assert.deepEqual([await source.next(cell, 2), source.ended()], [[], 'budget']);
  });

  test('when interrupted', async () => {
    const source = sourceOf({ signal: AbortSignal.abort() });
    assert.deepEqual([await source.next(cell, 2), source.ended()], [[], 'interrupted']);
    assert.deepEqual(await source.next(cell, 2), []);
  });

  test('when the disk is full, with the whole blocks before that', async () => {
    const source = sourceOf({ room: 4 });
    assert.deepEqual(blocksOf(await source.next(cell, 3)), [0]);
    assert.equal(source.ended(), 'out-of-space');
    assert.match(source.outOfSpace()?.message ?? '', /make room/);
  });
});
