// SPDX-License-Identifier: Apache-2.0
// Instants come in the order of their medians, stages are medians of differences, and what is not stamped is absent.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaunchRecord, LaunchSamples } from '../results/result.ts';
import { poolInstants } from './instant-times.ts';

type Columns = LaunchSamples['columns'];

function record(block: number, columns: Columns, change: Partial<LaunchRecord> = {}): LaunchRecord {
  return {
    scenario: 'one',
    placement: 'same-cpu',
    point: null,
    arm: 'arm',
    block,
    status: 'ok',
    samples: { epoch_ns: '0', warmup: 1, count: 1, columns },
    ...change,
  } as LaunchRecord;
}

/** The first sample is the warm-up. */
function columns(shift: number): Columns {
  return {
    start: [0, 10, 10, 10],
    sent: [900, 50 + shift, 60 + shift, 70 + shift],
    holding: [900, 40 + shift, 41 + shift, 90 + shift],
    acknowledged: [900, 100, 110, null],
  };
}

function timesOf(records: readonly LaunchRecord[]) {
  const pool = poolInstants('one');
  for (const each of records) pool.add(each);
  return pool.times();
}

const [times] = timesOf(Array.from({ length: 11 }, (_, block) => record(block, columns(block))));

test('the start is first and zero, the others follow by their medians', () => {
  assert.deepEqual(
    times?.instants.map(({ instant, fromStart }) => [instant, fromStart.value]),
    [
      ['start', 0],
      ['holding', 46],
      ['sent', 65],
      ['acknowledged', 105],
    ],
  );
  assert.equal(times.launches, 11);
});

test('a stage is the median of differences, not the difference of medians', () => {
  // Of 10, 19 and -20.
  const sent = times?.instants.find(({ instant }) => instant === 'sent');
  assert.equal(sent?.fromPrevious.value, 10);
  assert.deepEqual([sent.fromPrevious.interval?.lo, sent.fromPrevious.interval?.hi], [10, 10]);
  assert.equal(times?.instants[0]?.fromPrevious.value, 0);
});

test('the interval lies over launches, and under ten there is none', () => {
  const interval = times?.instants[1]?.fromStart.interval;
  assert.ok(interval && interval.lo < 46 && interval.hi > 46 && interval.coverage >= 0.98);
  const few = timesOf(Array.from({ length: 9 }, (_, block) => record(block, columns(block))));
  assert.equal(few[0]?.instants[1]?.fromStart.interval, null);
});

test('failed launches, other scenarios and launches without samples do not count', () => {
  const other: Partial<LaunchRecord>[] = [{ status: 'failed' }, { scenario: 'two' }, { samples: null }];
  assert.deepEqual(timesOf(other.map((change) => record(0, columns(0), change))), []);
});
