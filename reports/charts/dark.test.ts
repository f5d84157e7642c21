// SPDX-License-Identifier: Apache-2.0
// In the dark every chart is as readable as in the light: each colour has a twin that stands out from the dark ground.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageStyle } from '../article/page-style.ts';
import { exampleInput } from '../testing/example-result.ts';
import { stylesOfArms } from './arm-style.ts';
import { coloursOf, darkStyle, darkTwins } from './dark.ts';
import { makeCharts } from './index.ts';
import { renderChart } from './render.ts';

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** WCAG 2.2, contrast ratio. */
function contrast(one: string, other: string): number {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (bright + 0.05) / (dim + 0.05);
}

const darkGround = darkTwins['#ffffff'] ?? '';
const textColours = ['#1a1a1a', '#555555'];
/** Frames, grids and areas behind what is to be read. */
const quietColours = ['#bbbbbb', '#dddddd', '#e4e4e4', '#e8e8e8'];

test('each twin stands out from the dark ground, text more than marks', () => {
  for (const [light, dark] of Object.entries(darkTwins)) {
    if (light === '#ffffff' || quietColours.includes(light)) continue;
    const wanted = textColours.includes(light) ? 4.5 : 3;
    assert.ok(contrast(dark, darkGround) >= wanted, `${light}: ${contrast(dark, darkGround).toFixed(2)}`);
  }
  assert.ok(contrast('#3a3a3a', darkGround) < 3, 'the measure can fail');
});

test('no two colours become one', () => {
  const twins = Object.values(darkTwins);
  assert.equal(new Set(twins).size, twins.length);
});

test('the dark ground of a chart is that of the page', () => {
  assert.ok(pageStyle.includes(`--ground: ${darkGround}`));
});

test('every chart of the example says a dark twin for each colour that it draws in', async () => {
  const { charts } = makeCharts(exampleInput());
  assert.ok(charts.length > 5);
  for (const chart of charts) {
    const svg = await renderChart(chart);
    const style = /<style>(.*?)<\/style>/.exec(svg)?.[1] ?? '';
    for (const colour of coloursOf(svg))
      assert.ok(style.includes(`="${colour}" i]`), `${chart.id}: ${colour}`);
    assert.match(style, /^@media screen and \(prefers-color-scheme:dark\)\{/);
  }
});

test('every colour of the palette has its twin, also of mechanisms that no example has', () => {
  const arms = Array.from({ length: 12 }, (_, index) => ({
    id: String(index),
    mechanism: `unheard of ${String(index)}`,
    variant: '',
    launchedBy: 'node' as const,
    isFloor: false,
  }));
  const colours = new Set(stylesOfArms(arms).map(({ colour }) => colour.toLowerCase()));
  assert.equal(colours.size, 7);
  for (const colour of colours) assert.ok(darkTwins[colour] !== undefined, colour);
});

test('a colour without a twin is an error, not a mark that nobody sees in the dark', () => {
  assert.throws(() => darkStyle('<path fill="#123456"/>'), /no dark twin: #123456/);
  assert.doesNotMatch(darkStyle('<path fill="none" stroke="url(#a)"/>'), /none|url/);
});
