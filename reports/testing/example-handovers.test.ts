// SPDX-License-Identifier: Apache-2.0
// Made-up live handovers are what a reader takes; turned anywhere against themselves, they are refused with their place.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverResults, HandoverRow, HandoverSummary } from '../../bench/results/handover.ts';
import { checkResult } from '../../bench/results/read-result.ts';
import { handoverScenarios } from '../../scenarios/handover/index.ts';
import { exampleHandovers, handoverInput, withHandovers } from './example-handovers.ts';
import { exampleInput } from './example-result.ts';

const handovers = exampleHandovers();

function check(changed: HandoverResults): void {
  checkResult(JSON.parse(JSON.stringify(withHandovers(exampleInput().result, changed))), 'made up');
}

type Mutable<T> = T extends number
  ? number
  : T extends object
    ? { -readonly [Key in keyof T]: Mutable<T[Key]> }
    : T;

/** The row of reuseport at 10,000 a second loses connections; its handovers come with it. */
const isTold = (one: { readonly scenario: string; readonly arm: string; readonly point: number }): boolean =>
  one.scenario === 'handover-rates' && one.arm === 'reuseport' && one.point === 10_000;

function refused(
  change: {
    readonly row?: (row: Mutable<HandoverRow>) => void;
    readonly handover?: (one: Mutable<HandoverSummary>) => void;
  },
  message: RegExp,
): void {
  const copy = JSON.parse(JSON.stringify(handovers)) as Mutable<HandoverResults>;
  const row = copy.rows.find(isTold);
  const handover = copy.handovers.find(isTold);
  assert.ok(row !== undefined && handover !== undefined);
  change.row?.(row);
  change.handover?.(handover);
  assert.throws(() => {
    check(copy);
  }, message);
}

test('a reader takes them, and they are the same twice', () => {
  check(handovers);
  assert.deepEqual(handoverInput(), handoverInput());
});

test('every scenario of live handovers is one that a result may have', () => {
  check(exampleHandovers(1, handoverScenarios));
});

describe('refused, with its place', () => {
  test('a ledger that is not the sum of what became of it', () => {
    refused(
      { row: (row) => (row.ledger.servedByNew += 1) },
      /\/handovers\/rows\/\d+ has a ledger that offers/,
    );
    refused(
      { handover: (one) => one.ledger && (one.ledger.offered -= 1) },
      /\/handovers\/handovers\/\d+ has a ledger that offers/,
    );
  });

  test('doubled datagrams are no part of the sum', () => {
    const copy = JSON.parse(JSON.stringify(handovers)) as Mutable<HandoverResults>;
    for (const { ledger } of copy.rows) ledger.doubled = 3;
    check(copy);
  });

  test('negative times, but the last accept of the old process may be before the order', () => {
    refused(
      { row: (row) => row.worstDelay && (row.worstDelay = { ...row.worstDelay, value: -1, interval: null }) },
      /negative worstDelay/,
    );
    refused(
      { handover: (one) => one.instants && (one.instants.accepting = -1) },
      /instants\/accepting must be >= 0/,
    );
    const copy = JSON.parse(JSON.stringify(handovers)) as Mutable<HandoverResults>;
    for (const { instants } of copy.handovers) if (instants !== null) instants.lastAcceptByOld = -5;
    check(copy);
  });

  test('percentiles that fall, in windows and in a timeline', () => {
    const [least, most] = [1, 2];
    refused(
      {
        handover: (one) => {
          one.windows.forEach(({ after }) => Object.assign(after, { p50: most, p99: null, max: least }));
        },
      },
      /percentiles that fall/,
    );
    refused(
      { handover: (one) => one.timeline?.forEach((bin) => Object.assign(bin, { p50: most, max: least })) },
      /timeline with percentiles that fall/,
    );
    refused({ handover: (one) => one.timeline?.reverse() }, /timeline that is not in order/);
  });

  test('losses that do not fit each other', () => {
    refused({ row: (row) => (row.handoversWithLoss = 0) }, /lost \d+ in 0 of 12 handovers/);
    refused({ row: (row) => (row.handoversWithLoss = 13) }, /lost \d+ in 13 of 12 handovers/);
    refused({ row: (row) => (row.lostMost = 0) }, /at most 0 in one/);
    refused(
      { row: (row) => (row.shareWithLoss = { lo: 0, hi: 0.1, coverage: 0.98 }) },
      /shareWithLoss from 0 to 0.1/,
    );
  });

  test('a ratio of 0, a ledger that is missing, an arm that nobody planned', () => {
    refused(
      {
        row: (row) => {
          row.worstDelayToControl = { value: 0, interval: null, signInterval: null, blocks: 3 };
        },
      },
      /worstDelayToControl that is not above 0/,
    );
    refused({ handover: (one) => (one.ledger = null) }, /ended well, and has no ledger/);
    refused(
      { row: (row) => (row.arm = 'stranger') },
      /a scenario or an arm that handovers\/scenarios does not have/,
    );
  });

  test('more than a run can leave', () => {
    const [first] = handovers.handovers;
    assert.ok(first !== undefined);
    const [bin] = first.timeline ?? [];
    assert.ok(bin !== undefined);
    const bare: HandoverSummary = { ...first, windows: [], timeline: [] };
    const long = { ...first, timeline: Array.from({ length: 1001 }, (_, i) => ({ ...bin, fromMs: i })) };
    assert.throws(() => {
      check({ ...handovers, handovers: [long] });
    }, /timeline has 1001 items, 1000 are the most/);
    assert.throws(() => {
      check({ ...handovers, handovers: Array.from({ length: 100_001 }, () => bare) });
    }, /handovers\/handovers has 100001 items/);
  });
});
