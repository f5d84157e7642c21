// SPDX-License-Identifier: Apache-2.0
// The script is whole and the policy is of this script. What it does is tried in a browser (test/checks/browser).

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { Script } from 'node:vm';
import { exampleInput } from '../testing/example-result.ts';
import { buildReport } from '../index.ts';
import { pagePolicy, pageScript } from './index.ts';
import { cellNumber, compareCells } from './sorting.ts';

test('the script is JavaScript by itself: it imports nothing, and names no function that it does not have', () => {
  assert.doesNotThrow(() => new Script(pageScript));
  assert.doesNotMatch(pageScript, /\b(?:import|export|require)\b|<\/script/i);
  const own = new Set([...pageScript.matchAll(/function (\w+)/g)].map(([, name]) => name));
  const called = [...pageScript.matchAll(/(?<![.\w])([a-z]\w+)\(/g)].map(([, name = '']) => name);
  const words = new Set(['if', 'for', 'while', 'function', 'return', 'catch']);
  const known = new Set(['act', 'step', 'point', 'compare', 'textOf']);
  for (const name of called) assert.ok(own.has(name) || words.has(name) || known.has(name), name);
});

test('the policy names this script alone', async () => {
  const html = (await buildReport(exampleInput())).find(({ path }) => path === 'report.html')?.content ?? '';
  const script = /<script>([\s\S]*?)<\/script>/.exec(html)?.[1] ?? '';
  const sha256 = createHash('sha256').update(script).digest('base64');
  assert.ok(pagePolicy.includes(`script-src 'sha256-${sha256}';`));
  assert.ok(html.includes(`content="${pagePolicy}"`));
  assert.doesNotMatch(pagePolicy, /unsafe-eval|script-src[^;]*unsafe/);
});

test('cells are compared by their first number, in one unit', () => {
  const inNs: readonly (readonly [string, number])[] = [
    ['4.93 µs (4.91–4.95 µs)', 4930],
    ['1,234 ns', 1234],
    ['17.3 ms', 17_300_000],
    ['1.5 s', 1.5e9],
    ['0.971× (0.907–1.01)', 0.971],
    ['−0.003 (−0.006 to 0.000)', -0.003],
    ['20/20', 20],
    ['98 %', 98],
    ['92,100/s', 92_100],
  ];
  for (const [text, number] of inNs) {
    assert.ok(Math.abs(cellNumber(text) - number) < 1e-6 * Math.abs(number), `${text}: ${cellNumber(text)}`);
  }
  for (const text of ['–', '', 'pass', 'scm_rights']) assert.ok(Number.isNaN(cellNumber(text)), text);
});

test('a cell without a number comes last, rising and falling', () => {
  const cells = ['–', '2.00 µs', '900 ns', 'lost'];
  const sorted = (sign: number): string[] => cells.toSorted((one, other) => compareCells(one, other, sign));
  assert.deepEqual(sorted(1), ['900 ns', '2.00 µs', 'lost', '–']);
  assert.deepEqual(sorted(-1), ['2.00 µs', '900 ns', '–', 'lost']);
});
