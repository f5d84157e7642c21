// SPDX-License-Identifier: Apache-2.0
// Every axis says what its points count, and a batch stays what it was.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AxisParameter, Scenario } from '../../scenarios/scenario.ts';
import { batch } from '../../scenarios/transfer/batch.ts';
import { oneDescriptor } from '../../scenarios/transfer/one-descriptor.ts';
import { singleCalls } from '../../scenarios/transfer/single-calls.ts';
import { axisOf, axisWords, pointBehindName, pointInColumn, pointsInList } from './axis-words.ts';

test('behind a name stands what the number counts', () => {
  const cases: [AxisParameter, number | null, string][] = [
    ['batch', 10_000, '× 10,000'],
    ['pairs', 8, '× 8 pairs'],
    ['pairs', 1, '× 1 pair'],
    ['tableSize', 10_000, '× 10,000 open'],
    ['donorThreads', 64, '× 64 threads'],
    ['donorThreads', 0, '× 0 threads'],
    ['capacityPercent', 95, 'at 95 %'],
    ['pairs', null, ''],
  ];
  for (const [parameter, point, words] of cases) assert.equal(pointBehindName(parameter, point), words);
  assert.equal(pointBehindName('tableSize', 10_000, String), '× 10000 open');
});

test('lists and columns', () => {
  assert.equal(pointsInList('batch', [1, 4096]), '1, 4,096 descriptors');
  assert.equal(pointsInList('pairs', [1]), '1 pair');
  assert.equal(pointsInList('capacityPercent', [10, 150]), 'at 10, 150 %');
  assert.equal(pointInColumn('capacityPercent', 95), '95 %');
  assert.equal(pointInColumn('tableSize', 100_000), '100,000');
});

test('no two axes share their words', () => {
  for (const key of ['column', 'axis', 'unit', 'base'] as const) {
    const words = Object.values(axisWords).map((own) => own[key]);
    assert.equal(new Set(words).size, words.length, key);
  }
});

test('the axis of a scenario; a batch where there is none', () => {
  const pairs: Scenario = {
    ...batch,
    id: 'capacity',
    axis: { parameter: 'pairs', values: [1, 2], transfersFor: [] },
  };
  const known = [pairs, batch, oneDescriptor, singleCalls];
  assert.deepEqual(
    ['capacity', 'batch', oneDescriptor.id, singleCalls.id, 'unheard of'].map((id) => axisOf(known, id)),
    ['pairs', 'batch', 'batch', 'batch', 'batch'],
  );
});
