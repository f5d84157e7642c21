// SPDX-License-Identifier: Apache-2.0
// What is said about the circumstances of a launch: sums over both roles, "not known" where one does not know, and
// the load of an open loop.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ToldByRole } from '../../test/support/made-role.ts';
import { roleOf } from '../../test/support/made-role.ts';
import type { LaunchRecord } from '../results/result.ts';
import { conditionsOf } from './conditions.ts';

const quiet: ToldByRole = { migrations: 1, switches: 2, opened: 0 };

function record(change: Partial<LaunchRecord> = {}): LaunchRecord {
  return {
    launch: 0,
    scenario: 'made up',
    placement: 'same-cpu',
    block: 0,
    position: 0,
    arm: 'scm_rights',
    point: null,
    status: 'ok',
    failure: null,
    parameters: null,
    roles: [roleOf('donor', quiet), roleOf('receiver', { migrations: 4, switches: 3, opened: 0 })],
    system: { steal_ns: 7, cpu_pressure_ns: null },
    samples: {
      epoch_ns: '0',
      warmup: 1,
      count: 1,
      // One start each millisecond.
      columns: { start: [0, 1e6, 1e6, 1e6], holding: [5000, 5000, 5000, 6000] },
    },
    ...change,
  };
}

describe('the circumstances of a launch', () => {
  test('sums over both roles, and the span from the first start to the last holding', () => {
    assert.deepEqual(conditionsOf(record()), {
      steal_ns: 7,
      cpu_pressure_ns: null,
      span_ns: 3_006_000,
      involuntary_switches: 5,
      migrations: 5,
      leaked_descriptors: 0,
      load: null,
      injected_ns: 0,
    });
  });

  test('migrations are not known when one role does not know its own', () => {
    const roles = [roleOf('donor', quiet), roleOf('receiver', { ...quiet, migrations: null })];
    assert.equal(conditionsOf(record({ roles }))?.migrations, null);
  });

  test('a descriptor left open in either role, and a slowdown in either, are seen', () => {
    const roles = [roleOf('donor', { ...quiet, injected: 250 }), roleOf('receiver', { ...quiet, opened: 3 })];
    const found = conditionsOf(record({ roles }));
    assert.deepEqual([found?.leaked_descriptors, found?.injected_ns], [3, 250]);
  });

  test('an open loop: what was due and what was done, warm-up left out', () => {
    const samples = record().samples;
    assert.ok(samples !== null);
    // Due each half of a millisecond, done each whole one: twice the load that it bears.
    const due = [-9e6, -500_000, -1_000_000, -1_500_000];
    const columns = { ...samples.columns, due, holding: [5000, 5000, 5000, 5000] };
    const load = conditionsOf(record({ samples: { ...samples, columns } }))?.load;
    assert.deepEqual(load, { offeredPerSecond: 2000, achievedPerSecond: 1000 });
  });

  test('a closed loop that stamps its due instants has no load', () => {
    const samples = record().samples;
    assert.ok(samples !== null);
    const columns = { ...samples.columns, due: [0, 0, 0, 0] };
    assert.equal(conditionsOf(record({ samples: { ...samples, columns } }))?.load, null);
  });

  test('nothing is known of single calls and of launches without samples', () => {
    assert.equal(conditionsOf(record({ roles: [] })), null);
    assert.equal(conditionsOf(record({ samples: null })), null);
  });
});
