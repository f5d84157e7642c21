// SPDX-License-Identifier: Apache-2.0
// The clients' log is read as docs/handover-protocol.md says that it is written.

import assert from 'node:assert/strict';
import { writeSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { close, memfdCreate } from '../native.ts';
import type { ClientEntry } from './client-log.ts';
import { entryBytes, outcomes, readClientLog } from './client-log.ts';
import { anyEntries, entryOf } from './testing/made-handover.ts';

/** 48 bytes, by the page's table: independent of the reader. */
function written(entry: ClientEntry, originNs: bigint): Buffer {
  const bytes = Buffer.alloc(48);
  const instant = (at: number, value: number | null): void => {
    bytes.writeBigUInt64LE(value === null ? 0n : originNs + BigInt(value), at);
  };
  instant(0, entry.due);
  instant(8, entry.started);
  instant(16, entry.connected);
  instant(24, entry.ended);
  bytes.writeUInt32LE(outcomes.indexOf(entry.outcome), 32);
  bytes.writeUInt32LE(entry.generation, 36);
  bytes.writeUInt32LE(entry.subject, 40);
  bytes.writeUInt32LE(entry.copies, 44);
  return bytes;
}

function withLog<T>(content: Buffer, use: (fd: number) => T): T {
  const fd = memfdCreate('log');
  try {
    for (let done = 0; done < content.length;) done += writeSync(fd, content, done);
    return use(fd);
  } finally {
    close(fd);
  }
}

function read(entries: readonly ClientEntry[], originNs: bigint): ClientEntry[] {
  const content = Buffer.concat(entries.map((entry) => written(entry, originNs)));
  return withLog(content, (fd) => readClientLog(fd, entries.length, originNs));
}

test('what was written is read, whatever it is', () => {
  const origin = fc.bigInt({ min: 1n, max: 2n ** 63n });
  fc.assert(
    fc.property(anyEntries, origin, (entries, originNs) => {
      assert.deepEqual(read(entries, originNs), entries);
    }),
  );
});

test('instants beyond 2^53 are exact: what is kept is their distance from the origin', () => {
  const originNs = 2n ** 63n + 12_345n;
  const entry = entryOf({ due: 1, started: 3, connected: null, ended: 9_007_199_254_740_991 });
  assert.deepEqual(read([entry], originNs), [entry]);
});

test('begun before the origin is negative, and none is null', () => {
  const originNs = 10n ** 15n;
  const [entry] = read([entryOf({ started: -5, ended: null })], originNs);
  assert.deepEqual([entry?.started, entry?.ended], [-5, null]);
});

test('a file that ends early is refused, a longer one is read as far as asked', () => {
  const two = Buffer.concat([written(entryOf(), 1n), written(entryOf({ due: 5 }), 1n)]);
  for (const bytes of [0, 1, entryBytes, two.length - 1]) {
    const cut = two.subarray(0, bytes);
    withLog(cut, (fd) => {
      assert.throws(() => readClientLog(fd, 2, 1n), /ends after \d+ bytes/);
    });
  }
  assert.equal(withLog(two, (fd) => readClientLog(fd, 1, 1n)).length, 1);
  assert.deepEqual(
    withLog(two, (fd) => readClientLog(fd, 0, 1n)),
    [],
  );
});

test('an outcome that nobody knows is refused', () => {
  const bytes = written(entryOf(), 1n);
  for (const outcome of [outcomes.length, 2 ** 32 - 1]) {
    bytes.writeUInt32LE(outcome, 32);
    withLog(bytes, (fd) => {
      assert.throws(() => readClientLog(fd, 1, 1n), RangeError);
    });
  }
});
