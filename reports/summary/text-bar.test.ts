// SPDX-License-Identifier: Apache-2.0
// Bars and words have the width that was asked for, and show what they are given.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textAxis, textBar } from './text-bar.ts';
import { wrapWords } from './wrap-words.ts';

const domain = [0.25, 4] as const;

test('interval, mark and the line at 1', () => {
  const bar = (value: number, lo: number, hi: number): string =>
    textBar({ value, interval: { lo, hi }, mark: '●' }, domain, 9);
  assert.equal(bar(2, 1.5, 3), '    │├●┤ ');
  assert.equal(bar(1, 0.5, 2), '  ├─●─┤  ');
  assert.equal(bar(0.5, 0.25, 2), '├─●─┼─┤  ');
  assert.equal(textBar({ value: 2, interval: null, mark: '×' }, domain, 9), '    │ ×  ');
});

test('what lies outside is drawn at the end', () => {
  assert.equal(textBar({ value: 99, interval: { lo: 0.01, hi: 99 }, mark: '●' }, domain, 9), '├───┼───●');
});

test('the axis has its ends, and 1 where there is room', () => {
  assert.equal(textAxis([0.1, 10], 11, String), '0.1  1   10');
  assert.equal(textAxis([0.9, 4], 9, String), '0.9     4');
});

test('words are wrapped, and cut where one alone is too long', () => {
  assert.deepEqual(wrapWords('one two three', 9, '- '), ['- one two', '  three']);
  assert.deepEqual(wrapWords('abcdefgh', 5), ['abcde', 'fgh']);
  assert.deepEqual(wrapWords('', 5, '- '), ['- ']);
});
