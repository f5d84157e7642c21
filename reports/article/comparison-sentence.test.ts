// SPDX-License-Identifier: Apache-2.0
// The sentences that people will quote: each rule with its interval below, above and across 1.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Doubt } from '../../bench/results/doubt.ts';
import type { Estimate, Row } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { everythingSkipped, withoutMechanism } from '../testing/example-variants.ts';
import { headlineSentences } from './answer.ts';
import { plainText } from './blocks.ts';
import { comparisonSentence } from './comparison-sentence.ts';

const { result } = exampleInput();
const [, reference, row] = result.rows;

interface Change extends Partial<Row> {
  /** Where it is not that of the signed-rank test. */
  readonly signInterval?: Estimate['interval'];
  readonly found?: readonly Doubt[];
}

function sentenceFor(value: number, interval: Estimate['interval'], change: Change = {}): string {
  assert.ok(row !== undefined && reference !== undefined);
  const { signInterval = interval, found = [], ...rest } = change;
  const blocks = interval === null ? 6 : 30;
  const ratioToReference = { value, interval, signInterval, blocks };
  return plainText(
    comparisonSentence({ ...result, doubts: found }, { ...row, ratioToReference, ...rest }, reference),
  );
}

function bounds(lo: number, hi: number): Estimate['interval'] {
  return { lo, hi, coverage: 0.98 };
}

test('an interval below 1: the arm is cheaper', () => {
  assert.equal(
    sentenceFor(0.9, bounds(0.88, 0.93)),
    'Same CPU: pidfd_getfd is cheaper than scm_rights: it takes 0.900× the time ' +
      '(98 % interval 0.880–0.930, 30 blocks; p 0.0004); p50 5.44 µs against 5.66 µs.',
  );
});

test('an interval above 1: the reference is cheaper', () => {
  assert.match(
    sentenceFor(1.1, bounds(1.08, 1.13)),
    /^Same CPU: scm_rights is cheaper than pidfd_getfd, which takes 1\.10× the time \(98 % interval 1\.08–1\.13/,
  );
});

test('an interval that reaches 1 never reads as cheaper', () => {
  for (const [lo, hi] of [
    [0.5, 1],
    [1, 1.9],
    [0.97, 1.01],
    [0.5, 1.0000001],
    [1, 1],
  ] as const) {
    const sentence = sentenceFor(Math.sqrt(lo * hi), bounds(lo, hi));
    assert.match(sentence, /no difference shown between pidfd_getfd and scm_rights/);
    assert.doesNotMatch(sentence, /cheaper|faster|slower/);
  }
});

test('where only one of the two intervals leaves 1 out, no difference is shown, and both are told', () => {
  for (const [one, other] of [
    [bounds(0.9, 0.99), bounds(0.88, 1.01)],
    [bounds(0.9, 1.01), bounds(0.88, 0.99)],
  ] as const) {
    const sentence = sentenceFor(0.95, one, { signInterval: other });
    assert.match(sentence, /no difference shown .* of its two intervals only one leaves 1 out/);
    assert.match(sentence, /interval 0\.900–[\d.]+, that of the sign test 0\.880–/);
    assert.doesNotMatch(sentence, /cheaper/);
  }
});

test('what was not declared is called exploratory, and looks', () => {
  assert.match(
    sentenceFor(0.9, bounds(0.88, 0.93), { declared: false, adjustedP: 0.012 }),
    /^Same CPU: exploratory, pidfd_getfd looks cheaper than scm_rights: .*30 blocks; q 0\.012\)/,
  );
  assert.match(
    sentenceFor(1.1, bounds(1.08, 1.13), { declared: false }),
    /^Same CPU: exploratory, scm_rights looks cheaper than pidfd_getfd, which takes/,
  );
});

test('a difference that may be chance among so many comparisons is not shown', () => {
  for (const [declared, adjustedP, words] of [
    [true, 0.011, /among the declared comparisons \(p of at most 0\.01 is asked for\) .*; p 0\.011\)/],
    [false, 0.06, /among the exploratory comparisons \(q of at most 0\.05 is asked for\) .*; q 0\.06\)/],
    [true, null, /among the declared comparisons/],
  ] as const) {
    const sentence = sentenceFor(0.9, bounds(0.88, 0.93), { declared, adjustedP });
    assert.match(sentence, words);
    assert.doesNotMatch(sentence, /cheaper/);
  }
});

test('a number that a doubt weakens carries no claim, its own doubt or that of its reference', () => {
  for (const arm of ['pidfd_getfd', 'scm_rights']) {
    const sentence = sentenceFor(0.5, bounds(0.4, 0.6), { found: [doubtAbout(arm, 'weakens')] });
    assert.equal(
      sentence,
      'Same CPU: nothing is claimed about pidfd_getfd and scm_rights, because a doubt weakens the number (drift): ' +
        'the ratio moved; the ratio seen is 0.500× (98 % interval 0.400–0.600, 30 blocks; p 0.0004); ' +
        'p50 5.44 µs against 5.66 µs.',
    );
  }
});

test('a doubt that is only to be known, or is about another number, changes no claim', () => {
  const elsewhere = { ...doubtAbout('pidfd_getfd', 'weakens'), placement: 'cross-cpu' } as const;
  for (const doubt of [doubtAbout('pidfd_getfd', 'note'), doubtAbout('message_only', 'weakens'), elsewhere]) {
    assert.match(sentenceFor(0.5, bounds(0.4, 0.6), { found: [doubt] }), /pidfd_getfd is cheaper/);
  }
});

function doubtAbout(arm: string, weight: Doubt['weight']): Doubt {
  const place = { scenario: 'one-descriptor', placement: 'same-cpu', point: null, arm } as const;
  return { id: 'drift', ...place, weight, evidence: 'the ratio moved.', advice: 'Find out why.' };
}

test('without a usable interval nothing is claimed', () => {
  for (const interval of [null, bounds(NaN, NaN), bounds(0.9, 0.8), bounds(-1, 0.5)]) {
    const sentence = sentenceFor(0.5, interval);
    assert.match(sentence, /nothing is claimed/);
    assert.doesNotMatch(sentence, /cheaper/);
  }
});

test('a failed oracle forbids every claim', () => {
  assert.match(
    sentenceFor(0.5, bounds(0.4, 0.6), { oracle: 'fail' }),
    /no claim, because the oracle of pidfd_getfd failed/,
  );
});

test('a comparison outside common blocks is none', () => {
  assert.match(sentenceFor(1, null, { ratioToReference: null }), /not measured in the same blocks/);
});

test('a skipped arm, also the reference, is named with its cause and command', () => {
  for (const arm of ['pidfd_getfd', 'scm_rights']) {
    const [sentence] = headlineSentences(withoutMechanism(arm).result).map(plainText);
    assert.equal(
      sentence,
      `Same CPU: ${arm} was not measured here (${arm} is refused: EPERM). ` +
        'To measure it: npm run bench -- --only scenario=one-descriptor --placement same-cpu',
    );
  }
});

test('a run without anything has a sentence all the same', () => {
  const { result } = everythingSkipped();
  assert.match(
    headlineSentences(result).map(plainText).join(),
    /not measured here \(the descriptor limit is too low\)/,
  );
  assert.deepEqual(headlineSentences({ ...result, cells: [], scenarios: [] }).map(plainText), [
    'Not measured here. To measure it: npm run bench -- --only scenario=one-descriptor',
  ]);
});
