// SPDX-License-Identifier: Apache-2.0
// The sentences that people will quote: each rule with its interval below, above and across 1.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Estimate, Row } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { everythingSkipped, withoutMechanism } from '../testing/example-variants.ts';
import { headlineSentences } from './answer.ts';
import { plainText } from './blocks.ts';
import { comparisonSentence } from './comparison-sentence.ts';

const rows = exampleInput().result.rows;
const [, reference, row] = rows;

function sentenceFor(value: number, interval: Estimate['interval'], change: Partial<Row> = {}): string {
  assert.ok(row !== undefined && reference !== undefined);
  const blocks = interval === null ? 6 : 30;
  return plainText(
    comparisonSentence({ ...row, ratioToReference: { value, interval, blocks }, ...change }, reference),
  );
}

function bounds(lo: number, hi: number): Estimate['interval'] {
  return { lo, hi, coverage: 0.98 };
}

test('an interval below 1: the arm is cheaper', () => {
  assert.equal(
    sentenceFor(0.9, bounds(0.88, 0.93)),
    'Same CPU: pidfd_getfd is cheaper than scm_rights: it takes 0.900× the time ' +
      '(98 % interval 0.880–0.930, 30 blocks); p50 5.44 µs against 5.66 µs.',
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
