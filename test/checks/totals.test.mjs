// SPDX-License-Identifier: Apache-2.0
// Counting is right where it could go wrong in silence.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { wordFor } from './counting-reporter.mjs';
import { lineOf, NOTHING, plus, readLine, skip } from './totals.mjs';

test('a line of totals is read as it was written, and only from the end', () => {
  const totals = { passed: 12, failed: 0, skipped: 3 };
  assert.deepEqual(readLine(`ok x\n${lineOf(totals)}\n`), totals);
  assert.equal(readLine(`${lineOf(totals)}\nand then it crashed`), undefined);
  assert.equal(readLine(''), undefined);
  assert.deepEqual(plus(totals, totals), { passed: 24, failed: 0, skipped: 6 });
});

test('a skip is a failure in CI', () => {
  const said = [];
  const say = (line) => said.push(line);
  assert.deepEqual(skip({ say, ci: false }, 'no clang'), { ...NOTHING, skipped: 1 });
  assert.deepEqual(skip({ say, ci: true }, 'no clang'), { ...NOTHING, failed: 1 });
  assert.match(said.join('\n'), /SKIPPED: no clang/);
});

describe('one word a test', () => {
  const file = '/p/dist/a.test.js';
  const data = { name: 'adds', nesting: 0, file, details: {} };
  const cases = [
    ['passed', { type: 'test:pass', data }],
    ['failed', { type: 'test:fail', data }],
    ['skipped', { type: 'test:pass', data: { ...data, skip: 'no kernel' } }],
    ['skipped', { type: 'test:pass', data: { ...data, skip: true } }],
    ['skipped', { type: 'test:fail', data: { ...data, todo: true } }],
    [undefined, { type: 'test:pass', data: { ...data, details: { type: 'suite' } } }],
    [
      undefined,
      {
        type: 'test:fail',
        data: { ...data, details: { type: 'suite', error: { failureType: 'subtestsFailed' } } },
      },
    ],
    [
      'failed',
      {
        type: 'test:fail',
        data: { ...data, details: { type: 'suite', error: { failureType: 'hookFailed' } } },
      },
    ],
    [undefined, { type: 'test:diagnostic', data }],
  ];
  for (const [word, event] of cases) {
    test(`${String(word)}: ${event.type} ${JSON.stringify(event.data)}`, () => {
      assert.equal(wordFor(event), word);
    });
  }
  test('a file without a test is not a passed test', () => {
    assert.equal(wordFor({ type: 'test:pass', data: { ...data, name: file } }), 'failed');
  });
});
