// SPDX-License-Identifier: Apache-2.0
// A gate's whole report: the verdict first, marked where it must be, the same bytes twice, inert whatever it is told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { GateResult } from '../../bench/results/gate-result.ts';
import { compileChart, renderChart } from '../charts/render.ts';
import { withoutScript } from '../testing/without-script.ts';
import { exampleGate } from '../testing/example-gate.ts';
import {
  changedGate,
  emptyGate,
  gateOfNothing,
  gateWith,
  hostileGate,
  hugeGate,
} from '../testing/example-gate-variants.ts';
import { assertGoldenJson, assertGoldenText } from '../testing/golden.ts';
import { blockOrderChart } from './block-order.ts';
import { gateRatioChart } from './gate-ratios.ts';
import { buildGateReport } from './index.ts';

async function page(gate: GateResult, path: string): Promise<string> {
  const file = (await buildGateReport(gate)).find((each) => each.path === path);
  assert.ok(file !== undefined, path);
  return path.endsWith('.html') ? withoutScript(file.content) : file.content;
}

test('building twice gives the same bytes', async () => {
  assert.deepEqual(await buildGateReport(exampleGate()), await buildGateReport(exampleGate()));
});

test('gate.md reads as before', async () => {
  assertGoldenText('gate.md', await page(exampleGate(), 'gate.md'));
  assertGoldenText('gate-nothing-measured.md', await page(emptyGate(), 'gate.md'));
});

test('the charts are drawn as before', () => {
  for (const chart of [gateRatioChart(exampleGate()), blockOrderChart(exampleGate())]) {
    assert.ok(chart !== undefined);
    assertGoldenJson(`${chart.id}.vl.json`, chart);
    compileChart(chart);
  }
});

test('the verdict is in the title, and the first section is about it', async () => {
  for (const verdict of ['PASS', 'FAIL', 'INCONCLUSIVE', 'INVALID'] as const) {
    const markdown = await page(gateWith(verdict), 'gate.md');
    assert.match(
      markdown,
      new RegExp(`^# Gate: ${verdict}\n[^#]*\n## The verdict\n\n\\*\\*${verdict}\\.\\*\\*`),
    );
  }
});

test('a mark stands before the verdict, and in the title where it changes what may be quoted', async () => {
  const cases: [Partial<GateResult>, RegExp][] = [
    [{ injected: true }, /^# Gate: FAIL \(a slowdown was injected\)[^]*on purpose[^]*## The verdict/],
    [{ advisory: true }, /^# Gate: FAIL \(advisory\)[^]*not measured in the same blocks[^]*## The verdict/],
    [{ identical: true }, /^# Gate: FAIL\n[^]*byte for byte[^]*## The verdict/],
    [{ run: { ...exampleGate().run, status: 'interrupted' } }, /cut short[^]*## The verdict/],
  ];
  for (const [change, expected] of cases) assert.match(await page(changedGate(change), 'gate.md'), expected);
  assert.doesNotMatch(await page(exampleGate(), 'gate.md'), /Before you read on/);
  for (const chart of [gateRatioChart, blockOrderChart]) {
    assert.match(JSON.stringify(chart(changedGate({ injected: true }))?.spec), /a slowdown was injected/);
  }
});

test('helpers that were built differently are told apart', async () => {
  const { helpers } = exampleGate();
  const markdown = await page(
    changedGate({ helpers: { ...helpers, head: { ...helpers.head, flags: '-O0' } } }),
    'gate.md',
  );
  assert.match(markdown, /\*\*The flags differ\.\*\*/);
});

test('without numbers there is no chart and no NaN', async () => {
  for (const gate of [emptyGate(), gateOfNothing()]) {
    const files = await buildGateReport(gate);
    assert.deepEqual(
      files.map(({ path }) => path),
      ['gate.html', 'gate.md'],
    );
    for (const { path, content } of files) {
      const own = path.endsWith('.html') ? withoutScript(content) : content;
      assert.doesNotMatch(own, /undefined|NaN|Infinity|\[object/);
    }
  }
});

test('a log axis takes no zero: such intervals are left out', async () => {
  const [one] = exampleGate().endpoints;
  assert.ok(one !== undefined);
  const ratio = { value: 1, blocks: 12, interval: { lo: 0, hi: 2, coverage: 0.98 }, signInterval: null };
  const chart = gateRatioChart(changedGate({ endpoints: [{ ...one, ratio }] }));
  assert.ok(chart !== undefined);
  assert.match(await renderChart(chart), /no interval/);
});

test('the page is self-contained, its ids unique, its links with targets', async () => {
  const html = await page(exampleGate(), 'gate.html');
  assert.doesNotMatch(html, /<(?:script|link|iframe|img|object|embed)\b/);
  assert.doesNotMatch(html.replace(/ xmlns(?::xlink)?="[^"]*"/g, ''), /https?:\/\//);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
  assert.equal(new Set(ids).size, ids.length);
  for (const [, id] of html.matchAll(/ href="#([^"]*)"/g)) assert.ok(ids.includes(id), id);
});

test('hostile names stay text, in both pages and in the charts', async () => {
  const files = await buildGateReport(hostileGate());
  const html = withoutScript(files.find(({ path }) => path === 'gate.html')?.content ?? '');
  assert.doesNotMatch(html, /<(?:script|img)\b|<\/code><\/svg>|\u0000|\u202e/i);
  const whole = files.find(({ path }) => path === 'gate.md')?.content ?? '';
  const markdown = whole.replace(/^(`{3,})\n[\s\S]*?\n\1$/gm, '');
  assert.doesNotMatch(markdown, /<(?!\/?code>)|\]\((?!charts\/|#[\w-]*\))|^(?:# heading|- item)$/m);
  for (const { path, content } of files.filter(({ path }) => path.endsWith('.svg'))) {
    assert.doesNotMatch(content, /<(?:script|img|foreignObject)\b/i, path);
  }
});

test('hundreds of endpoints make a page', async () => {
  const html = await page(hugeGate(200), 'gate.html');
  assert.match(html, /<\/html>\n$/);
  assert.match(html, /p50 199/);
});
