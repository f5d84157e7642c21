// SPDX-License-Identifier: Apache-2.0
// Durations out of stamps: the warm-up is left out, a missing stamp gives no number.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Interval } from '../../scenarios/scenario.ts';
import type { LaunchSamples } from '../results/result.ts';
import { cpuDurations, intervalDurations, roundTripDurations } from './intervals.ts';
import { quantilesOf } from './quantiles-of.ts';

const perTransfer: Interval = {
  first: 'start',
  last: 'holding',
  measure: 'per-transfer',
  includes: [],
  excludes: [],
};

const samples: LaunchSamples = {
  epoch_ns: '12345678901234567890',
  warmup: 1,
  count: 4,
  columns: {
    start: [0, 100, 100, 100],
    holding: [99, 10, null, 30],
    acknowledged: [99, 15, 20, 35],
    donor_cpu: [9, 3, 4, 5],
    receiver_cpu: [9, 1, 1, 1],
  },
};

test('per transfer', () => {
  assert.deepEqual(intervalDurations(samples, perTransfer), [10, 30]);
  assert.deepEqual(roundTripDurations(samples), [15, 20, 35]);
  assert.deepEqual(cpuDurations(samples, perTransfer), [4, 5, 6]);
});

test('per call: divided by the group', () => {
  assert.deepEqual(intervalDurations(samples, { ...perTransfer, measure: 'per-call' }), [2.5, 7.5]);
});

test('streamed: the whole stream divided by its descriptors', () => {
  const streamed: Interval = { ...perTransfer, first: 'holding', measure: 'per-descriptor-streamed' };
  // From holding of the warm-up (99) to holding of the last (330), over 3 transfers of 4.
  assert.deepEqual(intervalDurations(samples, streamed), [231 / 12]);
  assert.deepEqual(intervalDurations({ ...samples, warmup: 0 }, streamed), []);
  assert.deepEqual(cpuDurations(samples, streamed), [15 / 12]);
});

test('no acknowledgement, no round trip', () => {
  const { start = [], holding = [] } = samples.columns;
  assert.deepEqual(roundTripDurations({ ...samples, columns: { start, holding } }), []);
  assert.equal(quantilesOf([]), null);
});
