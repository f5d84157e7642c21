// SPDX-License-Identifier: Apache-2.0
// Each number of a sentence about losses, turned: the sentence changes with it, or says nothing any more.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverRow } from '../../../bench/results/handover.ts';
import { estimate } from '../../testing/example-estimate.ts';
import type { Where } from '../../testing/handover-variants.ts';
import { example, told, withLosses } from '../../testing/handover-variants.ts';
import { plainText } from '../blocks.ts';
import { lossSentence } from './loss-sentence.ts';

function sentence(arm: string, change: Partial<HandoverRow> = {}, where: Where = {}): string {
  const { handovers, scenario, row } = told(arm, change, where);
  return plainText(lossSentence(handovers, scenario, row));
}

const { row: sound } = told('pidfd_getfd');

describe('nothing lost', () => {
  test('is told with how many there were, and with the bound', () => {
    assert.match(
      sentence('pidfd_getfd'),
      /^pidfd_getfd lost none of 119,\d{3} connections in 12 handovers; at most 31\.9 % of handovers lose one \(98 %\)\.$/,
    );
  });

  test('the bound is rounded up, and has the coverage of its interval', () => {
    const share = (hi: number, coverage = 0.98): Partial<HandoverRow> => ({
      shareWithLoss: { lo: 0, hi, coverage },
    });
    assert.match(sentence('pidfd_getfd', share(0.3001)), /at most 30\.1 % of handovers lose one \(98 %\)/);
    assert.match(sentence('pidfd_getfd', share(0.3, 0.95)), /at most 30 % of handovers lose one \(95 %\)/);
  });

  test('one lost turns it', () => {
    const one = withLosses(sound, { reset: 1 }, [1, 1]);
    const words = sentence('pidfd_getfd', one);
    assert.equal(words, 'pidfd_getfd lost 1 connection in 1 of 12 handovers, at most 1 in one.');
    assert.doesNotMatch(words, /none/);
  });
});

describe('something lost', () => {
  test('counts every kind, and the handovers that it happened in', () => {
    for (const kind of ['refused', 'reset', 'timedOut', 'closedEarly', 'wrong'] as const) {
      const words = sentence('pidfd_getfd', withLosses(sound, { [kind]: 5 }, [2, 3]));
      assert.equal(words, 'pidfd_getfd lost 5 connections in 2 of 12 handovers, at most 3 in one.', kind);
    }
    const all = { refused: 1, reset: 2, timedOut: 3, closedEarly: 4, wrong: 5 };
    assert.match(sentence('pidfd_getfd', withLosses(sound, all, [5, 5])), /lost 15 connections in 5 of 12/);
  });

  test('is not laid to the handover alone where the control loses as well', () => {
    const control = told('no_handover');
    const losing = told('no_handover', withLosses(control.row, { timedOut: 4 }, [2, 2])).handovers;
    assert.match(
      sentence('close_then_bind', {}, { from: losing }),
      /; the control, in which nothing is handed over, lost 4 in 2 of 12, so this is not laid to the handover alone\./,
    );
    assert.doesNotMatch(sentence('close_then_bind'), /control/);
    assert.doesNotMatch(sentence('pidfd_getfd', {}, { from: losing }), /control/);
  });

  test('nor where there is no control', () => {
    const rows = example.rows.filter(({ arm }) => arm !== 'no_handover');
    assert.match(
      sentence('close_then_bind', {}, { from: { ...example, rows } }),
      /the control was not measured, so this is not laid to the handover/,
    );
  });
});

describe('nothing is claimed', () => {
  test('under ten handovers, however many connections there were', () => {
    const few = sentence('pidfd_getfd', { handovers: 9 });
    assert.equal(few, 'pidfd_getfd: 9 handovers are too few (10 are asked for), so nothing is claimed.');
    assert.match(sentence('pidfd_getfd', { handovers: 10 }), /lost none of/);
    assert.match(sentence('pidfd_getfd', { handovers: 1 }), /1 handover is too few/);
  });

  test('where the clients began less than 95 % of the rate, with any arm', () => {
    const words = sentence('pidfd_getfd', {}, { point: 30_000 });
    assert.match(
      words,
      /^pidfd_getfd: not carried: 17,\d{3} to 17,\d{3} a second were begun, and nothing is claimed of this point\.$/,
    );
    const slow = told('reuseport', { begunPerSecond: estimate(9499, 0.01, 12) }).handovers;
    assert.match(sentence('pidfd_getfd', {}, { from: slow }), /not carried: 9,499 to /);
    const enough = told('reuseport', { begunPerSecond: estimate(9501, 0.01, 12) }).handovers;
    assert.match(sentence('pidfd_getfd', {}, { from: enough }), /lost none of/);
  });

  test('where nobody knows what was begun', () => {
    const rows = example.rows.map((row) => ({ ...row, begunPerSecond: null }));
    assert.match(
      sentence('pidfd_getfd', {}, { from: { ...example, rows } }),
      /what was begun a second is not known/,
    );
  });

  test('where no handover ended well', () => {
    assert.equal(
      sentence('pidfd_getfd', { handovers: 0, handoversFailed: 12 }),
      'pidfd_getfd: no handover ended well (12 failed or were void).',
    );
  });
});

test('those that failed are told behind', () => {
  assert.match(sentence('pidfd_getfd', { handoversFailed: 1 }), /\(98 %\); 1 more failed or was void\.$/);
  assert.match(sentence('pidfd_getfd', { handoversFailed: 2 }), /\(98 %\); 2 more failed or were void\.$/);
});

test('the control has runs without a handover', () => {
  assert.match(
    sentence('no_handover'),
    /^no_handover lost none of 119,\d{3} connections in 12 runs without a handover; at most 31\.9 % of such runs lose one \(98 %\)\.$/,
  );
});

test('streams lose frames', () => {
  assert.match(
    sentence('scm_rights', {}, { scenario: 'handover-streams', point: 1000 }),
    /^scm_rights lost none of 119,\d{3} frames in 12 handovers/,
  );
});
