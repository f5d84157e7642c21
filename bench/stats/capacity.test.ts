// SPDX-License-Identifier: Apache-2.0
// Capacity counts only while all pairs are at work, and its sums are those of all roles.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaunchRecord, LaunchSamples, RoleReport } from '../results/result.ts';
import { capacityOf } from './capacity.ts';

/** Ends of transfers, ns after the epoch; the first is the warm-up. */
function pair(epoch: number, ends: readonly number[]): LaunchSamples {
  return {
    epoch_ns: String(epoch),
    warmup: 1,
    count: 4,
    columns: {
      start: ends.map((end, i) => (i === 0 ? 0 : end - (ends[i - 1] ?? 0))),
      // Each starts as many ns before its end as the first does.
      holding: ends.map(() => ends[0] ?? 0),
    },
  };
}

function role(name: 'donor' | 'receiver', cpu: number, transfers: number): RoleReport {
  return {
    role: name,
    cpu,
    transfers,
    oracle: { received_count: name === 'receiver' ? transfers * 4 : 0, open_before: 5, open_after: 5 },
    usage: { user_ns: 100, system_ns: 300, voluntary_switches: 6, involuntary_switches: 2 },
  } as unknown as RoleReport;
}

const roles = [role('donor', 0, 5), role('receiver', 1, 5), role('donor', 1, 5), role('receiver', 0, 5)];

function record(pairs: readonly LaunchSamples[]): LaunchRecord {
  const [samples, ...otherPairs] = pairs;
  return { samples, otherPairs, roles } as unknown as LaunchRecord;
}

test('from the last warm-up’s end to the first pair’s last end', () => {
  // Ends at 100 … 500 and at 350 … 750: both are at work from 350 to 500.
  const found = capacityOf(
    record([pair(1000, [100, 200, 300, 400, 500]), pair(1250, [100, 200, 300, 400, 500])]),
  );
  // 400 and 500 of the first; 450 of the second.
  assert.equal(found?.descriptorsPerSecond, (3 * 4 * 1e9) / 150);
  assert.deepEqual([found.pairs, found.given, found.installed, found.closed], [2, 40, 40, 40]);
  assert.deepEqual([found.donor_cpu_ns, found.receiver_cpu_ns], [20, 20]);
  assert.deepEqual([found.user_ns, found.system_ns, found.switches], [null, null, 0.8]);
  // 40 ns a descriptor, 80 descriptors a microsecond, two CPUs: more than there is.
  assert.equal(found.cpuShare, 1);
});

test('user and system time are told apart only where each role had ticks enough', () => {
  const long = roles.map((one) => ({ ...one, usage: { ...one.usage, user_ns: 1e7, system_ns: 3e7 } }));
  const pairs = [pair(1000, [100, 200, 300, 400, 500]), pair(1250, [100, 200, 300, 400, 500])];
  const told = capacityOf({ ...record(pairs), roles: long });
  assert.deepEqual([told?.user_ns, told?.system_ns], [1e6, 3e6]);
  const [first, ...others] = long;
  assert.ok(first !== undefined);
  const short = { ...first, usage: { ...first.usage, system_ns: 2e7 } };
  assert.equal(capacityOf({ ...record(pairs), roles: [short, ...others] })?.user_ns, null);
});

test('one pair: the whole of what was recorded', () => {
  const found = capacityOf(record([pair(0, [100, 200, 300, 400, 500])]));
  assert.equal(found?.descriptorsPerSecond, (4 * 4 * 1e9) / 400);
});

test('pairs that were never at work together have no capacity', () => {
  assert.equal(capacityOf(record([pair(0, [100, 200]), pair(5000, [100, 200])])), null);
  assert.equal(capacityOf({ ...record([pair(0, [100, 200])]), samples: null }), null);
});
