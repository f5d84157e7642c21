// SPDX-License-Identifier: Apache-2.0
// Progress counts what is still ahead: what a cell that ended early left out is not.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { Cell } from '../plan/plan.ts';
import type { LaunchSummary } from '../results/result.ts';
import { countAhead, showProgress } from './progress.ts';

const plan = buildPlan(
  { only: { scenario: ['one-descriptor'] }, quick: true, seed: 3, blocks: 4 },
  { scenarios, mechanisms },
  { allowedCpus: [0, 1], nofileHard: 1e6, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
);
const [first, second, third] = plan.cells as [Cell, Cell, Cell];

test('three cells of twelve launches; the first ends after half of them', () => {
  const ahead = countAhead(plan);
  const ask = (cell: Cell, times: number): number[] => Array.from({ length: times }, () => ahead(cell));
  assert.deepEqual(ask(first, 6), [35, 34, 33, 32, 31, 30]);
  assert.deepEqual(ask(second, 2), [23, 22]);
  assert.deepEqual(ask(third, 12), [11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
});

test('without a screen: a line for each cell, with the blocks that it ran', () => {
  const lines: string[] = [];
  const progress = showProgress(plan, {
    out: () => undefined,
    err: (text) => void lines.push(text),
    screen: null,
  });
  const launch = (block: number): LaunchSummary => ({ block }) as unknown as LaunchSummary;
  progress.cellStarted(first);
  for (const block of [0, 0, 0, 1, 1, 1]) progress.launchEnded(first, launch(block));
  progress.cellStarted(second);
  for (const block of [0, 1, 2, 3]) progress.launchEnded(second, launch(block));
  progress.end();
  assert.match(
    lines.join(''),
    /^one-descriptor same-cpu: 2 of 4 blocks, 6 launches, [\d.]+ s\none-descriptor cross-cpu: 4 blocks, 4 launches, [\d.]+ s\n$/,
  );
});
