// SPDX-License-Identifier: Apache-2.0
// What was due about the order is in one bin, and a quantile is told only where enough lies beyond it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { timelineAbout, timelineMs, windowLengthsMs, windowsAbout } from './windows.ts';
import { entriesInOrder, entryOf } from './testing/made-handover.ts';

const msNs = 1_000_000;
const goNs = 1_234_567_891;

/** One in the middle of each of `count` equal stretches from `fromMs` on, each with its own sojourn. */
function served(count: number, { fromMs = 0, lengthMs = 10 } = {}): ReturnType<typeof entryOf>[] {
  return Array.from({ length: count }, (_, i) => {
    const due = Math.floor(goNs + fromMs * msNs + ((i + 0.5) * lengthMs * msNs) / count);
    return entryOf({ due, ended: due + i + 1, generation: 2 });
  });
}

describe('timeline', () => {
  test('its bins are adjacent, from 100 ms before the order to 300 ms after it', () => {
    const starts = timelineAbout([], goNs).map(({ fromMs }) => fromMs);
    assert.equal(starts[0], timelineMs.from);
    assert.equal(starts.length, 40);
    assert.ok(starts.every((start, i) => i === 0 || start - (starts[i - 1] ?? 0) === 10));
  });

  test('each entry is in one bin, or outside of all', () => {
    fc.assert(
      fc.property(entriesInOrder, fc.integer({ min: 0, max: 10_000_000_000 }), (entries, go) => {
        const inside = entries.filter(
          ({ due }) => due >= go + timelineMs.from * msNs && due < go + timelineMs.to * msNs,
        );
        const bins = timelineAbout(entries, go);
        const sum = bins.reduce((all, bin) => all + bin.servedByOld + bin.servedByNew + bin.failed, 0);
        assert.equal(sum, inside.length);
      }),
    );
  });

  test('a bin holds its begin and not its end', () => {
    const at = (due: number): number =>
      timelineAbout([entryOf({ due, ended: due + 1 })], goNs).findIndex((bin) => bin.servedByOld === 1);
    assert.equal(at(goNs), 10);
    assert.equal(at(goNs - 1), 9);
    assert.equal(at(goNs + 10 * msNs), 11);
    assert.equal(at(goNs + 300 * msNs - 1), 39);
    assert.equal(at(goNs + 300 * msNs), -1);
    assert.equal(at(goNs - 100 * msNs - 1), -1);
  });

  test('who served, who did not, and what the served ones waited', () => {
    const due = goNs + 5 * msNs;
    const bin = timelineAbout(
      [
        entryOf({ due, ended: due + 10 }),
        entryOf({ due, ended: due + 30, generation: 2 }),
        entryOf({ due, ended: due + 99, outcome: 'reset' }),
      ],
      goNs,
    )[10];
    assert.deepEqual(bin, { fromMs: 0, servedByOld: 1, servedByNew: 1, failed: 1, p50: 20, max: 30 });
    const empty = timelineAbout([], goNs)[10];
    assert.deepEqual(empty, { fromMs: 0, servedByOld: 0, servedByNew: 0, failed: 0, p50: null, max: null });
  });
});

describe('windows', () => {
  test('of each length, after the order and as long before it', () => {
    const entries = [...served(30, { fromMs: -10 }), ...served(40)];
    const pairs = windowsAbout(entries, goNs);
    assert.deepEqual(
      pairs.map(({ ms }) => ms),
      windowLengthsMs,
    );
    for (const { before, after } of pairs) assert.deepEqual([before.served, after.served], [30, 40]);
  });

  test('p50 of at least 20, p99 of at least 1,000, the largest of any', () => {
    const told = [1, 19, 20, 999, 1000].map((count) => {
      const { after } = windowsAbout(served(count), goNs)[0] ?? assert.fail();
      return [after.p50 !== null, after.p99 !== null, after.max];
    });
    assert.deepEqual(told, [
      [false, false, 1],
      [false, false, 19],
      [true, false, 20],
      [true, false, 999],
      [true, true, 1000],
    ]);
    const none = windowsAbout([], goNs)[0]?.after;
    assert.deepEqual(none, { served: 0, p50: null, p99: null, max: null });
  });

  test('what was not served has no sojourn', () => {
    const lost = served(50).map((entry) => ({ ...entry, outcome: 'timed_out' as const }));
    assert.equal(windowsAbout([...lost, ...served(20)], goNs)[0]?.after.served, 20);
  });

  test('a longer window holds the shorter ones', () => {
    fc.assert(
      fc.property(entriesInOrder, fc.integer({ min: 0, max: 10_000_000_000 }), (entries, go) => {
        const pairs = windowsAbout(entries, go);
        for (const side of ['before', 'after'] as const) {
          const counts = pairs.map((pair) => pair[side].served);
          assert.deepEqual(
            counts,
            counts.toSorted((a, b) => a - b),
          );
        }
      }),
    );
  });
});
