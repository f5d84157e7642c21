// SPDX-License-Identifier: Apache-2.0
// Whatever a stored result says, it is text: in HTML, in Markdown, in a shell line, in a file name.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import {
  escapeMarkdown,
  escapeMarkdownCode,
  escapeXml,
  fileNamePart,
  printable,
  quoteForShell,
} from './escape.ts';
import { hostileName } from './testing/example-variants.ts';

test('printable shows characters that would hide or turn text', () => {
  assert.equal(printable('a\u0000b\u202ec\ud800d'), 'a\ufffdb\ufffdc\ufffdd');
  assert.equal(printable(' two\n lines\t'), 'two lines');
});

test('printable shows what has no width or turns the direction, so that no two names look alike', () => {
  const hidden =
    '\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\u3164\ufe0f\ufeff\uffa0\u{e0041}';
  for (const character of hidden) {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    assert.equal(printable(`scm${character}_rights`), 'scm\ufffd_rights', code);
    assert.ok(
      !escapeXml(character).includes(character) && !escapeMarkdown(character).includes(character),
      code,
    );
  }
  assert.equal(printable('Ωmega é 漢字 العربية'), 'Ωmega é 漢字 العربية');
});

test('a surrogate pair is one character and stays', () => {
  assert.equal(printable('\u{1f4a1}'), '\u{1f4a1}');
});

test('XML text and attributes carry no markup', () => {
  assert.doesNotMatch(escapeXml(hostileName), /[<>"']|&(?!#\d+;)/);
});

test('Markdown text carries no markup', () => {
  const escaped = escapeMarkdown(hostileName);
  assert.doesNotMatch(escaped, /[<>`|*[\]\\\n]/);
  assert.doesNotMatch(escaped, /:\/\//);
});

test('Markdown text cannot start a list or a rule', () => {
  for (const start of ['- x', '1. x', '+ x', '---', '===', '> x', '# x']) {
    assert.match(escapeMarkdown(start), /^\d*&#\d+;/, start);
  }
  assert.equal(escapeMarkdown('1.23 µs of p99_9'), '1.23 µs of p99_9');
});

test('plain names are code spans, all others entities', () => {
  assert.equal(escapeMarkdownCode('scm_rights'), '`scm_rights`');
  assert.match(escapeMarkdownCode('a\\|b'), /^<code>a&#92;&#124;b<\/code>$/);
  assert.doesNotMatch(escapeMarkdownCode(hostileName).slice(6, -7), /[<>`|\\[\]\n]/);
});

test('a quoted argument comes out of a shell as it went in', () => {
  for (const argument of ['plain', "it's", '$(touch x)', '`id`', '; rm -rf', '"', '\\', 'a b']) {
    const printed = execFileSync('sh', ['-c', `printf %s ${quoteForShell(argument)}`], { encoding: 'utf8' });
    assert.equal(printed, argument);
  }
});

test('a file name cannot leave its folder', () => {
  assert.equal(fileNamePart('../../etc/passwd'), 'etc-passwd');
  assert.equal(fileNamePart('…'), 'unnamed');
});
