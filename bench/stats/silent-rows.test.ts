// SPDX-License-Identifier: Apache-2.0
// Rows of silent failures: what is summed, what is a rate, what a count of 0 bears out.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { exampleSilent, silentWith } from '../../reports/testing/example-silent.ts';
import { emptySilentLedger } from '../results/silent-ledger.ts';
import type { SilentLaunch, SilentRow } from '../results/silent.ts';

function launchWith(block: number, change: Partial<SilentLaunch> = {}): SilentLaunch {
  return {
    scenario: 'silent-failures',
    block,
    position: 0,
    condition: 'quiet',
    arm: 'naive push',
    status: 'ok',
    failure: null,
    transfers: 1000,
    ledger: { ...emptySilentLedger, meant: 1000, right: 1000, whole: 1000 },
    leaked: 0,
    replacedPerSecond: 0,
    ...change,
  };
}

function onlyRow(launches: readonly SilentLaunch[]): SilentRow {
  const { rows } = silentWith(launches, launches.length);
  assert.equal(rows.length, 1);
  return rows[0] ?? assert.fail();
}

const withSwaps = (swapped: number): Partial<SilentLaunch> => ({
  ledger: {
    ...emptySilentLedger,
    meant: 1000,
    right: 1000 - swapped,
    swapped,
    whole: 1000 - swapped,
    spoiled: swapped,
  },
});

describe('a row', () => {
  test('sums the ledgers, and its rates are medians over blocks, per 100,000 transfers', () => {
    const row = onlyRow(
      [0, 1, 2, 3, 4].map((block) => launchWith(block, withSwaps([0, 1, 2, 9, 30][block] ?? 0))),
    );
    assert.equal(row.ledger.swapped, 42);
    assert.equal(row.transfers, 5000);
    assert.equal(row.swapped?.value, 200);
    assert.equal(row.swapped.interval, null);
    assert.equal(row.lost?.value, 0);
  });

  test('gives an interval from ten blocks on', () => {
    const row = onlyRow(Array.from({ length: 10 }, (_, block) => launchWith(block, withSwaps(block))));
    assert.ok(row.swapped?.interval != null);
    assert.ok(row.swapped.interval.lo <= 450 && row.swapped.interval.hi >= 450);
  });

  test('of nothing spoiled: the share is 0, and its upper end is not', () => {
    const { spoiledShare } = onlyRow([launchWith(0)]);
    assert.equal(spoiledShare.lo, 0);
    assert.ok(Math.abs(spoiledShare.hi - (1 - 0.01 ** (1 / 1000))) < 1e-12);
  });

  test('leaves failed launches out, and says how many', () => {
    const row = onlyRow([
      launchWith(0),
      launchWith(1, { status: 'failed', ledger: null, leaked: null, transfers: 0 }),
    ]);
    assert.equal(row.launches, 1);
    assert.equal(row.launchesFailed, 1);
    assert.equal(row.transfers, 1000);
  });

  test('adds up what leaked', () => {
    assert.equal(onlyRow([launchWith(0, { leaked: 2 }), launchWith(1, { leaked: 1 })]).leaked, 3);
  });
});

test('a row for each arm under each condition', () => {
  const { rows } = exampleSilent(3);
  assert.equal(rows.length, 24);
  assert.equal(new Set(rows.map(({ condition, arm }) => `${condition} ${arm}`)).size, 24);
});
