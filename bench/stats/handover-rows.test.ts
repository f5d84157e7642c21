// SPDX-License-Identifier: Apache-2.0
// Rows of live handovers: what is summed, what is left out, and what stands beside what.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ledgerWith, summaryWith } from '../handover/testing/made-handover.ts';
import type { HandoverRow, HandoverSummary, Ledger } from '../results/handover.ts';
import { lostOf } from '../results/ledger.ts';
import type { HandoverCellShape } from './handover-rows.ts';
import { handoverRows } from './handover-rows.ts';

const cell: HandoverCellShape = {
  scenario: 'made-up',
  arms: ['no_handover', 'scm_rights', 'close_then_bind'],
  points: [1000, 5000],
  blocks: 4,
  controls: { scm_rights: 'no_handover', close_then_bind: 'no_handover' },
};

function rowOf(handovers: readonly HandoverSummary[], arm: string, point = 1000): HandoverRow {
  const row = handoverRows(cell, handovers).find((one) => one.arm === arm && one.point === point);
  return row ?? assert.fail(`no row of ${arm}`);
}

/** One handover of an arm a block, with these losses. */
function withLosses(losses: readonly Partial<Ledger>[]): HandoverSummary[] {
  return losses.map((lost, block) => summaryWith({ block, ledger: ledgerWith(lost) }));
}

const failed = { status: 'failed', ledger: null, windows: [] } as const;

describe('losses', () => {
  test('refused, reset, timed out, closed early or wrong; not what was never offered', () => {
    const losses = [{ refused: 1 }, { reset: 2 }, { timedOut: 3 }, { closedEarly: 4 }, { wrong: 5 }, {}];
    const row = rowOf(withLosses([...losses, { notOffered: 9 }]), 'scm_rights');
    assert.equal(lostOf(row.ledger), 15);
    assert.equal(row.lostMost, 5);
    assert.equal(row.lost?.value, 2);
    assert.equal(row.handoversWithLoss, 5);
    assert.equal(row.ledger.offered, 7 * 100 + 15 + 9);
  });

  test('none in any: the share is 0, and its upper end is not', () => {
    const { shareWithLoss, lost } = rowOf(withLosses(Array(12).fill({})), 'scm_rights');
    assert.equal(shareWithLoss.lo, 0);
    // Clopper and Pearson with a count of 0: 1 - 0.01^(1/12).
    assert.ok(Math.abs(shareWithLoss.hi - (1 - 0.01 ** (1 / 12))) < 1e-12);
    assert.equal(shareWithLoss.coverage, 0.98);
    assert.equal(lost?.value, 0);
  });

  test('in all: its lower end is not 1', () => {
    const { shareWithLoss } = rowOf(withLosses(Array(12).fill({ reset: 1 })), 'scm_rights');
    assert.equal(shareWithLoss.hi, 1);
    assert.ok(Math.abs(shareWithLoss.lo - 0.01 ** (1 / 12)) < 1e-12);
  });

  test('the row’s ledger is the sum of its handovers', () => {
    const count = fc.integer({ min: 0, max: 1000 });
    const lost = fc.record({
      refused: count,
      reset: count,
      timedOut: count,
      closedEarly: count,
      wrong: count,
    });
    fc.assert(
      fc.property(fc.array(lost, { minLength: 1 }), (losses) => {
        const handovers = withLosses(losses);
        const row = rowOf(handovers, 'scm_rights');
        for (const key of ['offered', 'refused', 'reset', 'timedOut', 'servedByNew'] as const)
          assert.equal(
            row.ledger[key],
            handovers.reduce((sum, { ledger }) => sum + (ledger?.[key] ?? 0), 0),
          );
        assert.equal(row.handoversWithLoss, losses.filter((one) => lostOf(ledgerWith(one)) > 0).length);
      }),
    );
  });
});

describe('failed ones', () => {
  test('are counted and left out of everything else', () => {
    const good = withLosses([{}, { reset: 1 }]);
    const row = rowOf([...good, summaryWith({ ...failed, block: 2 })], 'scm_rights');
    assert.deepEqual([row.handovers, row.handoversFailed, row.handoversPlanned], [2, 1, 4]);
    assert.deepEqual({ ...row, handoversFailed: 0 }, rowOf(good, 'scm_rights'));
  });

  test('even where they have a ledger', () => {
    const judged = summaryWith({ status: 'failed', ledger: ledgerWith({ reset: 99 }) }, 1e9);
    const row = rowOf([judged, ...withLosses([{}])], 'scm_rights');
    assert.deepEqual([lostOf(row.ledger), row.lostMost, row.worstDelay?.value], [0, 0, 1000]);
  });

  test('nothing else: a row that claims nothing', () => {
    const row = rowOf([summaryWith(failed)], 'scm_rights');
    assert.deepEqual([row.handovers, row.handoversFailed, row.lost, row.worstDelay], [0, 1, null, null]);
    assert.deepEqual([row.shareWithLoss.lo, row.shareWithLoss.hi], [0, 1]);
  });
});

describe('the ratio to the control', () => {
  const pair = (block: number, own: number, control: number): HandoverSummary[] => [
    summaryWith({ block, arm: 'no_handover' }, control),
    summaryWith({ block }, own),
  ];

  test('is taken block by block', () => {
    const blocks = [pair(0, 2000, 1000), pair(1, 200_000, 100_000), pair(2, 20, 10)].flat();
    const ratio = rowOf(blocks, 'scm_rights').worstDelayToControl;
    assert.equal(ratio?.blocks, 3);
    assert.ok(Math.abs(ratio.value - 2) < 1e-9);
  });

  test('a block whose control failed, or is not there, has none', () => {
    const [control, own] = pair(1, 9000, 1000) as [HandoverSummary, HandoverSummary];
    const alone = summaryWith({ block: 2 }, 7000);
    const blocks = [...pair(0, 2000, 1000), { ...control, ...failed }, own, alone];
    assert.equal(rowOf(blocks, 'scm_rights').worstDelayToControl?.blocks, 1);
  });

  test('the control of another point, or another scenario, is none', () => {
    const [control, own] = pair(0, 2000, 1000) as [HandoverSummary, HandoverSummary];
    assert.equal(rowOf([{ ...control, point: 5000 }, own], 'scm_rights').worstDelayToControl, null);
    assert.equal(rowOf([{ ...control, scenario: 'other' }, own], 'scm_rights').worstDelayToControl, null);
  });

  test('the control has none to itself', () => {
    assert.equal(rowOf(pair(0, 2000, 1000), 'no_handover').worstDelayToControl, null);
  });

  test('nobody was served in the window: no delay, and no ratio', () => {
    const [control, own] = pair(0, 2000, 1000) as [HandoverSummary, HandoverSummary];
    const row = rowOf([control, { ...own, windows: [] }], 'scm_rights');
    assert.deepEqual([row.worstDelay, row.worstDelayToControl], [null, null]);
  });
});

test('rows stand in the cell’s order, whatever the order in time', () => {
  const handovers = cell.points.flatMap((point) =>
    cell.arms.map((arm, position) => summaryWith({ point, arm, position })),
  );
  const placesOf = (given: readonly HandoverSummary[]): unknown =>
    handoverRows(cell, given).map(({ point, arm }) => ({ point, arm }));
  const expected = handovers.map(({ point, arm }) => ({ point, arm }));
  fc.assert(
    fc.property(fc.shuffledSubarray(handovers, { minLength: handovers.length }), (given) => {
      assert.deepEqual(placesOf(given), expected);
    }),
  );
  assert.deepEqual(placesOf(handovers.slice(4, 5)), expected.slice(4, 5));
});
