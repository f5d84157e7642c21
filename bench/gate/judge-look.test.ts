// SPDX-License-Identifier: Apache-2.0
// One look: what it takes to fail, what it takes to pass, and that everything else stays open.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Endpoint, Look } from '../results/gate-result.ts';
import type { LookedAt } from './judge-look.ts';
import { judgeLook } from './judge-look.ts';

const alpha = 0.01 / 3;

function endpoint(tolerance: number): Endpoint {
  const arms = { base: 'scm_rights base', head: 'scm_rights head' };
  const at = { scenario: 'one-descriptor', placement: 'same-cpu', point: null } as const;
  return { id: 'one', ...at, arms, quantile: 'p50', tolerance };
}

function judge(
  ratios: readonly number[],
  more: Partial<LookedAt> = {},
  others: readonly number[] = [],
): Look {
  const logRatios = ratios.map(Math.log);
  const [look] = judgeLook(
    [{ endpoint: endpoint(0.05), alpha, logRatios, isWeakened: false, ...more }],
    others,
  );
  assert.ok(look !== undefined);
  return look;
}

/** Ratios around `centre`, evenly from -width to +width; no neighbours alike. */
function around(centre: number, width: number, count = 30): number[] {
  const rising = Array.from({ length: count }, (_, i) => centre + width * ((2 * i) / (count - 1) - 1));
  const half = Math.ceil(count / 2);
  return rising.map((_, i) => rising[i % 2 === 0 ? i / 2 : half + (i - 1) / 2] ?? centre);
}

describe('FAIL', () => {
  test('slower for sure, and by more than matters', () => {
    const look = judge(around(1.08, 0.02));
    assert.equal(look.decision, 'FAIL');
    assert.ok(Math.abs(look.ratio - 1.08) < 1e-3);
    assert.ok(look.lower !== null && look.upper !== null && look.lower > 1.07 && look.upper < 1.095);
  });

  test('not for a slowdown that is certain and too small to matter', () => {
    assert.equal(judge(around(1.04, 0.001)).decision, 'PASS');
  });

  test('not for a large estimate that is noise', () => {
    const look = judge(around(1.12, 0.5));
    assert.equal(look.decision, 'OPEN');
    assert.ok(look.ratio > 1.05);
  });

  test('not where the sign test does not agree', () => {
    // Twelve blocks a little faster, eighteen much slower: ranks are impressed, signs are not.
    const ratios = [...around(0.995, 0.004, 12), ...around(1.3, 0.05, 18)];
    const look = judge(ratios);
    assert.ok(look.pSlowerHolm <= alpha, 'the signed-rank test says slower');
    assert.ok(look.ratio > 1.05);
    assert.ok(look.pSlowerSign > alpha);
    assert.equal(look.decision, 'OPEN');
  });

  test('not where it is one of several that could cry wolf', () => {
    const ratios = [...around(0.9, 0.05, 6), ...around(1.12, 0.02, 24)];
    const alone = judge(ratios);
    assert.equal(alone.decision, 'FAIL');
    const tight = { alpha: alone.pSlower * 3 };
    assert.ok(alone.pSlowerSign <= tight.alpha);
    assert.equal(judge(ratios, tight, [1]).decision, 'FAIL');
    const amongSix = judge(ratios, tight, [1, 1, 1, 1, 1]);
    assert.equal(amongSix.pSlowerHolm, 6 * alone.pSlower);
    assert.equal(amongSix.decision, 'OPEN');
  });

  test('with the sign of head / base: a faster head never fails', () => {
    assert.equal(judge(around(1 / 1.08, 0.02)).decision, 'PASS');
  });
});

describe('PASS', () => {
  test('by the upper bound, whatever the estimate', () => {
    const look = judge(around(1, 0.03));
    assert.equal(look.decision, 'PASS');
    assert.ok(look.upper !== null && look.upper < 1.05);
  });

  test('not where neighbours are alike: as many blocks are worth fewer', () => {
    const ratios = around(1.02, 0.04);
    assert.equal(judge(ratios).decision, 'PASS');
    assert.equal(judge(ratios.toSorted((a, b) => a - b)).decision, 'OPEN');
  });

  test('not by ranks alone: half of the blocks slower by more than matters, half much faster', () => {
    const look = judge(around(1, 0).map((_, i) => (i % 2 === 0 ? 1.06 : 0.7)));
    assert.equal(look.decision, 'OPEN');
    assert.ok(look.ratio < 0.9 && look.upper !== null && look.upper >= 1.06 - 1e-9, String(look.upper));
  });

  test('not for want of evidence', () => {
    const look = judge(around(1, 0.4));
    assert.equal(look.decision, 'OPEN');
    assert.ok(look.pSlower > 0.1 && look.upper !== null && look.upper > 1.05);
  });

  test('not with too few blocks for a bound', () => {
    const look = judge([1, 1, 1]);
    assert.deepEqual([look.lower, look.upper, look.decision], [null, null, 'OPEN']);
  });

  test('not without any', () => {
    const look = judge([]);
    assert.deepEqual([look.blocks, look.pSlower, look.decision], [0, 1, 'OPEN']);
  });
});

test('no decision rests on a number that a doubt weakens', () => {
  for (const ratios of [around(1.08, 0.02), around(1, 0.02)]) {
    assert.notEqual(judge(ratios).decision, 'OPEN');
    assert.equal(judge(ratios, { isWeakened: true }).decision, 'OPEN');
  }
});

test('what fails does not pass at another tolerance below its estimate, and a slower head never helps', () => {
  const order: readonly Look['decision'][] = ['PASS', 'OPEN', 'FAIL'];
  const ratios = fc.array(fc.double({ min: 0.5, max: 2, noNaN: true }), { minLength: 10, maxLength: 40 });
  const slowdown = fc.double({ min: 1, max: 2, noNaN: true });
  fc.assert(
    fc.property(ratios, slowdown, (values, factor) => {
      const before = judge(values);
      const after = judge(values.map((ratio) => ratio * factor));
      assert.ok(order.indexOf(after.decision) >= order.indexOf(before.decision));
      if (before.decision === 'PASS') assert.ok(before.ratio < 1.05);
      if (before.decision === 'FAIL') assert.ok(before.ratio > 1.05);
    }),
  );
});
