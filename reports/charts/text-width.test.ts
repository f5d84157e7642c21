// SPDX-License-Identifier: Apache-2.0
// The width table: complete for ASCII, additive, and what is cut to fit does fit.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fitText, textWidth, wrapText } from './text-width.ts';

test('known widths of Helvetica', () => {
  assert.equal(textWidth('', 10), 0);
  assert.equal(textWidth('0', 1000), 556);
  assert.equal(textWidth('Wi', 1000), 944 + 222);
  assert.equal(textWidth('µs', 1000), 556 + 500);
  assert.equal(textWidth('Wi µ', 1000, true), 944 + 278 + 278 + 600);
});

test('every printable ASCII character has its own width', () => {
  const unknown = 600;
  for (let code = 0x20; code < 0x7f; code += 1) {
    for (const isBold of [false, true]) {
      assert.notEqual(textWidth(String.fromCharCode(code), 1000, isBold), unknown, String.fromCharCode(code));
    }
  }
});

test('scripts that fill a square are wide, a surrogate pair counts once', () => {
  assert.equal(textWidth('漢', 1000), 1000);
  assert.equal(textWidth('\u{1f4a1}', 1000), 1000);
});

test('a cut text fits and says that it is cut', () => {
  const long = 'a name that is far too long for its column';
  const cut = fitText(long, 100, 12);
  assert.ok(cut.endsWith('…') && textWidth(cut, 12) <= 100);
  assert.equal(fitText('short', 100, 12), 'short');
});

test('as much is kept as fits, and a name of ten million characters is cut as soon as it is too long', () => {
  const cut = fitText('漢'.repeat(10_000_000), 100, 12);
  assert.ok(textWidth(cut, 12) <= 100 && textWidth(`漢${cut}`, 12) > 100);
  assert.equal(fitText('\u{1f4a1}\u{1f4a1}\u{1f4a1}', 25, 12), '\u{1f4a1}…');
  assert.equal(fitText('anything', 0, 12), '…');
});

test('wrapped lines fit and lose no word', () => {
  const lines = wrapText('one two three four five six seven', 60, 12);
  assert.equal(lines.join(' '), 'one two three four five six seven');
  for (const line of lines) assert.ok(textWidth(line, 12) <= 60);
});
