// SPDX-License-Identifier: Apache-2.0
// The pilot runs one block of each cell, no longer than it may, and does not dwell on what fails.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { LaunchTools } from './launch-tools.ts';
import type { Pilot } from './pilot.ts';
import { timeBlocks } from './pilot.ts';
import { fakeTools } from './testing/fake-tools.ts';

const plan = buildPlan(
  {
    only: { scenario: ['one-descriptor', 'cold', 'single-calls'] },
    quick: false,
    seed: 3,
    blocks: null,
  },
  { scenarios, mechanisms },
  { allowedCpus: [0, 1], nofileHard: 1e6, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
);
const launchesOfBlock = plan.cells.map((cell) => cell.arms.length * cell.points.length);

async function time(
  tools: LaunchTools,
  { limitMs = Infinity, signal = new AbortController().signal } = {},
): Promise<Pilot & { readonly launched: number }> {
  let launched = 0;
  const counting: LaunchTools = {
    ...tools,
    makeSampleLog: (capacity) => {
      launched += 1;
      return tools.makeSampleLog(capacity);
    },
  };
  const machine = { deadlineMs: 1000, allowedCpus: [0, 1], topology: [null, null], signal };
  const pilot = await timeBlocks(plan, { ...machine, helperPathOf: () => 'none', tools: counting }, limitMs);
  return { ...pilot, launched };
}

describe('a pilot', () => {
  test('one block of each cell', async () => {
    const { msPerBlock, tookMs, endedBy, launched } = await time(fakeTools({}));
    const expected = plan.cells.reduce(
      (sum, cell, i) => sum + (cell.class === 'calls' ? 0 : (launchesOfBlock[i] ?? 0)),
      0,
    );
    assert.deepEqual([endedBy, launched], ['done', expected]);
    assert.ok(msPerBlock.every((ms) => ms > 0));
    assert.ok(msPerBlock.reduce((sum, ms) => sum + ms, 0) <= tookMs);
  });

  test('what is refused here takes its time once, and the pilot goes on', async () => {
    assert.equal((await time(fakeTools({ pidfd_getfd: 'unsupported' }))).endedBy, 'done');
  });

  test('ends with the first failure; the other cells are reckoned by their launches', async () => {
    const { msPerBlock, endedBy, launched } = await time(fakeTools({ message_only: 'failed' }));
    assert.equal(endedBy, 'failure');
    assert.ok(launched <= 3);
    const perLaunch = msPerBlock.map((ms, i) => ms / (launchesOfBlock[i] ?? 0));
    for (const ms of perLaunch) assert.ok(ms > 0 && Math.abs(ms / (perLaunch[0] ?? 0) - 1) < 1e-9);
  });

  test('ends with the launch after which its time is over', async () => {
    const { endedBy, launched } = await time(fakeTools({}), { limitMs: 0 });
    assert.deepEqual([endedBy, launched], ['time', 1]);
  });

  test('interrupted', async () => {
    const { endedBy, launched } = await time(fakeTools({}), { signal: AbortSignal.abort() });
    assert.deepEqual([endedBy, launched], ['interrupted', 0]);
  });
});
