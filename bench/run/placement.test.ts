// SPDX-License-Identifier: Apache-2.0
// Which CPUs a placement takes, and what the log's stamps become.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instants } from '../results/result.ts';
import { cpusFor, cpusForPair } from './placement.ts';
import type { LogColumns } from './sample-columns.ts';
import { toLaunchSamples } from './sample-columns.ts';

test('the last allowed CPU, and one of another core beside it', () => {
  assert.deepEqual(cpusFor('same-cpu', [2, 5], [null, null]), { donorCpu: 5, receiverCpu: 5 });
  assert.deepEqual(cpusFor('cross-cpu', [2, 5], ['0/0', '0/0']), { donorCpu: 2, receiverCpu: 5 });
  assert.deepEqual(cpusFor('cross-cpu', [0, 1, 2, 3], ['0/0', '0/0', '0/1', '0/1']), {
    donorCpu: 1,
    receiverCpu: 3,
  });
  assert.deepEqual(cpusFor('unpinned', [0, 1], []), { donorCpu: null, receiverCpu: null });
});

test('several pairs share the CPUs evenly, the first is where a single pair is', () => {
  const placesOf = (allowed: readonly number[], count: number): string[] =>
    Array.from({ length: count }, (_, pair) => {
      const { donorCpu, receiverCpu } = cpusForPair(
        pair,
        'cross-cpu',
        allowed,
        allowed.map(() => null),
      );
      return `${String(donorCpu)}→${String(receiverCpu)}`;
    });
  assert.deepEqual(placesOf([0, 1], 4), ['0→1', '1→0', '0→1', '1→0']);
  assert.deepEqual(placesOf([0, 1, 2, 3], 5), ['2→3', '0→1', '3→2', '1→0', '2→3']);
  assert.deepEqual(placesOf([0, 1, 2], 2), ['1→2', '2→1']);
  const same = [0, 1, 2].map((pair) => cpusForPair(pair, 'same-cpu', [4, 5], [null, null]).donorCpu);
  assert.deepEqual(same, [5, 4, 5]);
});

test('stamps: starts after one another, the rest after its start; what was not stamped is null or absent', () => {
  const empty = Object.fromEntries(instants.map((instant) => [instant, new BigUint64Array(2)]));
  const columns = {
    ...empty,
    start: BigUint64Array.of(9007199254740993n, 9007199254741003n),
    holding: BigUint64Array.of(9007199254740999n, 0n),
    donor_cpu: BigUint64Array.of(700n, 800n),
  } as unknown as LogColumns;
  assert.deepEqual(toLaunchSamples(columns, { warmup: 1, count: 3 }), {
    epoch_ns: '9007199254740993',
    warmup: 1,
    count: 3,
    columns: { start: [0, 10], holding: [6, null], donor_cpu: [700, 800] },
  });
});

test('every stamp can be had back from what is stored', () => {
  const stamp = fc.oneof(fc.constant(0n), fc.bigInt({ min: 2n ** 53n, max: 2n ** 53n + 2n ** 40n }));
  fc.assert(
    fc.property(fc.array(fc.tuple(stamp, stamp, stamp), { minLength: 1, maxLength: 20 }), (rows) => {
      const column = (i: 0 | 1 | 2): BigUint64Array => BigUint64Array.from(rows.map((row) => row[i]));
      const empty = Object.fromEntries(instants.map((instant) => [instant, new BigUint64Array(rows.length)]));
      const log = { ...empty, due: column(0), start: column(1), holding: column(2) } as unknown as LogColumns;
      const { epoch_ns, columns } = toLaunchSamples(log, { warmup: 0, count: 1 });
      let zero = BigInt(epoch_ns);
      for (const [i, [due, start, holding]] of rows.entries()) {
        const gap = columns.start?.[i] ?? null;
        if (gap !== null) zero += BigInt(gap);
        const read = (name: 'due' | 'holding'): bigint => {
          const ns = columns[name]?.[i] ?? null;
          return ns === null ? 0n : zero + BigInt(ns);
        };
        assert.equal(gap === null ? 0n : zero, start);
        assert.equal(read('due'), due);
        assert.equal(read('holding'), holding);
      }
    }),
  );
});
