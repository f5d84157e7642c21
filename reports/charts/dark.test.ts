// SPDX-License-Identifier: Apache-2.0
// The twins of the colours: far enough from the dark ground, complete, and never on paper.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pageStyle } from '../article/page-style.ts';
import { buildCalibrationReport } from '../calibration/index.ts';
import { buildComparison } from '../compare/index.ts';
import { buildGateReport } from '../gate/index.ts';
import { buildReport } from '../index.ts';
import { makeExampleCalibration } from '../testing/example-calibration.ts';
import { exampleGate } from '../testing/example-gate.ts';
import { gateWith } from '../testing/example-gate-variants.ts';
import { loadInput } from '../testing/example-load.ts';
import { exampleInput } from '../testing/example-result.ts';
import { twoMachines } from '../testing/example-runs.ts';
import { hostileInput } from '../testing/example-variants.ts';
import { colourPairs, withDarkTwins } from './dark.ts';
import { stylesOfArms } from './arm-style.ts';

/** WCAG 2: the least contrast of text and of graphics; what is quiet must still be seen, and be no louder than a mark. */
const leastContrast = { text: 4.5, mark: 3, quiet: 1.25, ground: 1 } as const;

test('every twin stands out from the dark ground as its use demands', () => {
  const ground = colourPairs.find(({ use }) => use === 'ground')?.dark ?? '';
  for (const { light, dark, use } of colourPairs) {
    const contrast = contrastOf(dark, ground);
    assert.ok(contrast >= leastContrast[use], `${light} becomes ${dark}: ${contrast.toFixed(2)}`);
    if (use === 'quiet') assert.ok(contrast < 4.5, dark);
  }
});

test('no two colours become one', () => {
  assert.equal(new Set(colourPairs.map(({ light }) => light)).size, colourPairs.length);
  assert.equal(new Set(colourPairs.map(({ dark }) => dark)).size, colourPairs.length);
});

test('the ground is that of the page, in the light and in the dark', () => {
  const grounds = [...pageStyle.matchAll(/--ground: (#[0-9a-f]{6})/g)].map(([, colour]) => colour);
  const [pair] = colourPairs.filter(({ use }) => use === 'ground');
  assert.deepEqual(grounds, [pair?.light, pair?.dark]);
});

test('contrast is that of WCAG', () => {
  assert.equal(contrastOf('#000000', '#ffffff'), 21);
  assert.ok(Math.abs(contrastOf('#777777', '#ffffff') - 4.48) < 0.01);
});

test('each colour of each chart has its twin, and its rule in that chart', async () => {
  const reports = [
    buildReport(exampleInput()),
    buildReport(loadInput()),
    buildReport(hostileInput()),
    buildComparison(twoMachines()),
    buildCalibrationReport(makeExampleCalibration()),
    buildGateReport(exampleGate()),
    ...(['PASS', 'FAIL', 'INCONCLUSIVE', 'INVALID'] as const).map((each) => buildGateReport(gateWith(each))),
  ];
  const files = (await Promise.all(reports)).flat().filter(({ path }) => path.endsWith('.svg'));
  assert.ok(files.length > 30);
  for (const { path, content } of files) {
    for (const [, attribute, colour] of content.matchAll(/ (fill|stroke)="([^"]*)"/g)) {
      if (colour === 'none' || colour === 'transparent') continue;
      const twin = colourPairs.find(({ light }) => light === colour)?.dark;
      assert.ok(twin !== undefined, `${colour} in ${path}`);
      assert.ok(content.includes(`[${attribute}="${colour}"]{${attribute}:${twin}}`), `${colour} in ${path}`);
    }
    // Colours in another place would have no rule.
    assert.doesNotMatch(content, / style="|(?:stop|flood)-color=/, path);
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
  for (const { colour } of stylesOfArms(arms)) {
    assert.ok(
      colourPairs.some(({ light, use }) => light === colour && use === 'mark'),
      colour,
    );
  }
});

test('only a screen in the dark is meant, and the light attributes stay', () => {
  const svg = withDarkTwins('<svg width="1"><g fill="#1a1a1a"/><path stroke="#ffffff"/></svg>');
  assert.equal(
    svg,
    '<svg width="1"><style>@media screen and (prefers-color-scheme:dark){[stroke="#ffffff"]{stroke:#17181a}' +
      '[fill="#1a1a1a"]{fill:#e8e8e6}}</style><g fill="#1a1a1a"/><path stroke="#ffffff"/></svg>',
  );
});

/** The contrast of two colours by WCAG 2, from 1 to 21. */
function contrastOf(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminanceOf(one), luminanceOf(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
