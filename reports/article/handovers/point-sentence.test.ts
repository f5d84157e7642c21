// SPDX-License-Identifier: Apache-2.0
// All arms of a point in one sentence: each stands where its own sentence would put it, and nowhere else.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { HandoverResults, HandoverRow } from '../../../bench/results/handover.ts';
import { example, ratio, told, withLosses } from '../../testing/handover-variants.ts';
import { plainText } from '../blocks.ts';
import { pointSentence } from './point-sentence.ts';

function sentence(from: HandoverResults = example, point = 10_000): string {
  const [scenario] = from.scenarios;
  assert.ok(scenario !== undefined);
  return plainText(pointSentence(from, scenario, point));
}

function changed(arm: string, change: Partial<HandoverRow>): string {
  return sentence(told(arm, change).handovers);
}

const noneLostBy = /none of at least [\d,]+ connections in 12 handovers each were lost by ([^;]*);/;

describe('a point that was carried', () => {
  test('names who lost nothing, with the bound, and who lost how much', () => {
    const words = sentence();
    assert.match(words, /^10,000 connections a second: none of at least/);
    assert.equal(
      noneLostBy.exec(words)?.[1],
      'scm_rights, pidfd_getfd, inherit_exec, reuseport_emptied, reuseport_migrated',
    );
    assert.match(words, /at most 31\.9 % of handovers lose one \(98 %\)\./);
    assert.match(
      words,
      /reuseport lost 18 connections in 12 of 12 handovers, at most 3 in one; close_then_bind lost/,
    );
  });

  test('an arm that loses one is no longer among those that lost none, and the other way round', () => {
    const losing = changed('pidfd_getfd', withLosses(told('pidfd_getfd').row, { reset: 1 }, [1, 1]));
    assert.doesNotMatch(noneLostBy.exec(losing)?.[1] ?? '', /pidfd_getfd/);
    assert.match(losing, /pidfd_getfd lost 1 connection in 1 of 12/);
    const sound = changed('reuseport', withLosses(told('reuseport').row, {}, [0, 0]));
    assert.match(noneLostBy.exec(sound)?.[1] ?? '', /reuseport,/);
    assert.doesNotMatch(sound, /reuseport lost/);
  });

  test('a delay moves between told and not told with either interval', () => {
    const words = sentence();
    assert.match(words, /is longer than the control’s with [^.]*inherit_exec \(\d+(?:\.\d+)?×\)/);
    const turned = changed('inherit_exec', { worstDelayToControl: ratio(10, [9, 11], [0.9, 12]) });
    assert.doesNotMatch(turned, /longer than the control’s with[^.]*inherit_exec/);
    assert.match(turned, /No delay could be told from the control with [^.]*inherit_exec/);
    const shorter = changed('inherit_exec', { worstDelayToControl: ratio(0.5, [0.4, 0.6]) });
    assert.match(shorter, /is shorter than the control’s with inherit_exec \(0\.500×\)/);
  });

  test('few handovers, and failed ones, are told apart', () => {
    const few = changed('pidfd_getfd', { handovers: 9, handoversFailed: 3 });
    assert.match(few, /Nothing is claimed of pidfd_getfd: fewer than ten handovers ended well\./);
    assert.doesNotMatch(noneLostBy.exec(few)?.[1] ?? '', /pidfd_getfd/);
    assert.match(few, /failed or were void, and are in no number: pidfd_getfd \(3\)\./);
    assert.doesNotMatch(sentence(), /Nothing is claimed|failed or were void/);
  });

  test('where the control loses, that is said', () => {
    const words = changed('no_handover', withLosses(told('no_handover').row, { timedOut: 2 }, [1, 2]));
    assert.match(words, /no_handover, in which nothing is handed over, lost 2 itself/);
  });
});

test('a point that was not carried says so, and nothing else', () => {
  assert.match(
    sentence(example, 30_000),
    /^30,000 connections a second: not carried: [\d,]+ to [\d,]+ a second were begun, and nothing is claimed of this point\.$/,
  );
});
