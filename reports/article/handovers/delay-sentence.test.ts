// SPDX-License-Identifier: Apache-2.0
// A delay is told from the control only where both intervals agree about 1: each end of each of them, turned.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { HandoverRow } from '../../../bench/results/handover.ts';
import { ratio, told } from '../../testing/handover-variants.ts';
import type { Where } from '../../testing/handover-variants.ts';
import { delayCellWords, delayOf, delayWords } from './delay-sentence.ts';

function words(change: Partial<HandoverRow>, where: Where = {}, arm = 'reuseport'): string {
  const { handovers, scenario, row } = told(arm, change, where);
  return delayWords(handovers, scenario, row);
}

test('longer, with both numbers, and shorter when it is turned round', () => {
  assert.match(
    words({ worstDelayToControl: ratio(2, [1.5, 2.5]) }),
    /^its worst delay in the 100 ms after the order is longer than that of the control, 2\.00× \(98 % interval 1\.50–2\.50, 12 blocks\): \d+ µs against \d+ µs$/,
  );
  assert.match(
    words({ worstDelayToControl: ratio(0.5, [0.4, 0.7]) }),
    /is shorter than that of the control, 0\.500×/,
  );
});

test('not told where either interval includes 1, where they contradict each other, or where one is missing', () => {
  for (const undecided of [
    ratio(2, [0.9, 2.5]),
    ratio(2, [1, 2.5]),
    ratio(2, [1.5, 2.5], [0.9, 3]),
    ratio(2, [0.9, 2.5], [1.5, 3]),
    ratio(2, [1.5, 2.5], [0.2, 0.8]),
    ratio(2, null),
    ratio(2, [1.5, 2.5], null),
  ]) {
    const said = words({ worstDelayToControl: undecided });
    assert.match(said, /^no delay could be told from the control/);
    assert.doesNotMatch(said, /longer|shorter/);
  }
});

test('where only one of them includes 1, the other one is told, too', () => {
  assert.match(
    words({ worstDelayToControl: ratio(2, [1.5, 2.5], [0.9, 3]) }),
    /interval 1\.50–2\.50, 12 blocks\), and the sign test’s interval disagrees, 0\.900–3\.00$/,
  );
  assert.doesNotMatch(words({ worstDelayToControl: ratio(2, [0.8, 2.5], [0.9, 3]) }), /disagrees/);
});

test('nothing at all of the control, of few handovers, of a rate that was not carried, and without a ratio', () => {
  const far = { worstDelayToControl: ratio(9, [8, 10]) };
  assert.notEqual(words(far), '');
  assert.equal(words(far, {}, 'no_handover'), '');
  assert.equal(words({ ...far, handovers: 9 }), '');
  assert.equal(words(far, { point: 30_000 }), '');
  assert.equal(words({ worstDelayToControl: null }), '');
});

test('a cell says the same', () => {
  const cell = (change: Partial<HandoverRow>, arm = 'reuseport'): string => {
    const { handovers, scenario, row } = told(arm, change);
    return delayCellWords(handovers, scenario, row);
  };
  assert.equal(cell({ worstDelayToControl: ratio(2, [1.5, 2.5]) }), 'longer');
  assert.equal(cell({ worstDelayToControl: ratio(2, [0.5, 2.5]) }), 'not told from the control');
  assert.equal(cell({ worstDelayToControl: ratio(2, null) }), 'no interval: nothing told');
  assert.equal(cell({ worstDelayToControl: ratio(2, [1.5, 2.5]), handovers: 3 }), 'nothing claimed');
  assert.equal(cell({}, 'no_handover'), '');
});

test('whatever the intervals, a difference is told only where neither reaches 1', () => {
  const end = fc.double({ min: 0.2, max: 5, noNaN: true });
  const ends = fc.tuple(end, end).map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const);
  fc.assert(
    fc.property(ends, ends, (one, other) => {
      const { handovers, scenario, row } = told('reuseport', {
        worstDelayToControl: ratio(one[0], one, other),
      });
      const delay = delayOf(handovers, scenario, row);
      const lowest = Math.min(one[0], other[0]);
      const highest = Math.max(one[1], other[1]);
      assert.equal(delay, lowest > 1 ? 'longer' : highest < 1 ? 'shorter' : 'not-told');
    }),
  );
});
