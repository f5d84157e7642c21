// SPDX-License-Identifier: Apache-2.0
// Each chart's marks say what they are, with their unit, and nothing hostile gets out of what they say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handoverInput } from '../testing/example-handovers.ts';
import { exampleInput } from '../testing/example-result.ts';
import { hostileInput } from '../testing/example-variants.ts';
import { loadInput } from '../testing/example-load.ts';
import { vocabularyOf } from '../testing/strict-markup.ts';
import { makeCharts } from './index.ts';
import { renderChart } from './render.ts';
import { tipOf, withSaid, withSaidAttributes } from './said.ts';

/** Curves alone: of their many points none is a mark, so only their arms are said. */
const curvesOnly = 'percentile-spectrum-';

test('every chart says of its marks what they are, and of its curves whose they are', async () => {
  for (const input of [exampleInput(), loadInput(), handoverInput()]) {
    for (const chart of makeCharts(input).charts) {
      const svg = await renderChart(chart);
      assert.match(svg, chart.id.startsWith(curvesOnly) ? / data-arm="/ : / data-tip="[^"]*\d/, chart.id);
      assert.doesNotMatch(svg, / aria-(?!labelledby)/, chart.id);
    }
  }
});

test('hostile names stay inside of their attribute', async () => {
  for (const chart of makeCharts(hostileInput()).charts) {
    const svg = await renderChart(chart);
    const words = [...vocabularyOf(svg, chart.id)];
    assert.deepEqual(
      words.filter((word) => / (?:on|href|src)/.test(word)),
      [],
      chart.id,
    );
  }
});

test('a tip has value, unit and interval, and no interval where there is none', () => {
  const say = (value: number): string => `${String(value)} µs`;
  assert.equal(tipOf('p50', 2, { lo: 1, hi: 3 }, say), 'p50: 2 µs (1 µs to 3 µs)');
  assert.equal(tipOf('p50', 2, { lo: 2, hi: 2 }, say), 'p50: 2 µs');
});

test('words reach the mark through layers and shared data; a line says only its arm', () => {
  const values = [{ label: 'A "1"', tip: 'x < 1' }];
  const spec = {
    data: { values },
    layer: [{ mark: { type: 'point' }, encoding: {} }, { mark: { type: 'line' } }],
  };
  const { layer, data } = withSaid(spec) as {
    layer: readonly { encoding: { description: { field: string } } }[];
    data: { values: readonly { said: string }[] };
  };
  assert.deepEqual(
    layer.map(({ encoding }) => encoding.description.field),
    ['said', 'label'],
  );
  const said = data.values[0]?.said ?? '';
  const escaped = said.replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  assert.equal(
    withSaidAttributes(`<path aria-label="${escaped}" aria-roledescription="symbol mark" d="M0,0"/>`),
    '<path d="M0,0" data-arm="A &#34;1&#34;" data-tip="x &#60; 1"/>',
  );
});

test('what Vega says of axes and groups is dropped: the chart has its own description', () => {
  const axis = '<g aria-label="X-axis" aria-roledescription="axis">';
  assert.equal(withSaidAttributes(axis), '<g>');
  assert.equal(withSaidAttributes('<g class="a">'), '<g class="a">');
});
