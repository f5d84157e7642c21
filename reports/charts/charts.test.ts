// SPDX-License-Identifier: Apache-2.0
// Which charts there are, with which words, and what becomes of them when data are missing.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { exampleDoubts } from '../testing/example-doubts.ts';
import { exampleInput } from '../testing/example-result.ts';
import {
  changed,
  everythingSkipped,
  hostileInput,
  singleBlock,
  withoutMechanism,
} from '../testing/example-variants.ts';
import { makeCharts } from './index.ts';
import { compileChart } from './render.ts';

const example = makeCharts(exampleInput());

test('there is a chart for each placement and measure that was measured', () => {
  assert.deepEqual(
    example.charts.map((chart) => chart.file),
    [
      'charts/ecdf-same-cpu.svg',
      'charts/ecdf-cross-cpu.svg',
      'charts/percentile-spectrum-same-cpu.svg',
      'charts/percentile-spectrum-cross-cpu.svg',
      'charts/stopwatch-same-cpu.svg',
      'charts/stopwatch-cross-cpu.svg',
      'charts/run-order-same-cpu.svg',
      'charts/run-order-cross-cpu.svg',
      'charts/batch-scaling-wall-same-cpu.svg',
      'charts/batch-scaling-cpu-same-cpu.svg',
      'charts/ratio-forest.svg',
      'charts/alike.svg',
    ],
  );
});

test('what is missing has its reason and its command', () => {
  assert.deepEqual(
    example.missing.map(({ reason, command }) => [reason, command]),
    Array.from({ length: 2 }, () => [
      'one CPU is allowed, two are needed',
      'npm run bench -- --only scenario=batch --placement cross-cpu',
    ]),
  );
});

test('every chart states samples, launches, blocks and what its interval means', () => {
  for (const { id, caption } of example.charts) {
    assert.match(caption, /n = [\d,–]+ samples/, id);
    assert.match(caption, /launches/, id);
    assert.match(caption, /blocks/, id);
    const meaning =
      /(sign-test intervals? over blocks|signed-rank interval) \(coverage at least|single launches and carry no interval|whole blocks, never samples, drawn/;
    assert.match(caption, meaning, id);
  }
});

test('nothing measured: no chart, all of them missing', () => {
  const { charts, missing } = makeCharts(everythingSkipped());
  assert.equal(charts.length, 0);
  assert.ok(missing.length >= 3);
  const empty = makeCharts({
    result: changed({ rows: [], cells: [], scenarios: [], launches: [], crossovers: [], skips: [] }).result,
    distributions: [],
  });
  assert.deepEqual(
    empty.missing.map(({ reason }) => reason),
    Array.from({ length: 4 }, () => 'not part of this run'),
  );
});

test('without bands nothing stands behind a curve, and the captions say so', () => {
  const { result, distributions } = exampleInput();
  const bare = distributions.map((each) => ({
    ...each,
    knots: each.knots.map(({ ns, p }) => ({ ns, p })),
  }));
  const { charts } = makeCharts({ result, distributions: bare });
  const drawn = charts.filter(({ id }) => /^(ecdf|percentile)/.test(id));
  assert.equal(drawn.length, 4);
  for (const { spec, caption } of drawn) {
    assert.doesNotMatch(JSON.stringify(spec), /"type":"area"/);
    assert.match(caption, /carry no interval of their own/);
  }
  assert.ok(!charts.some(({ id }) => id.startsWith('stopwatch')));
});

test('a percentile with fewer than ten samples beyond it is not drawn', () => {
  const knots = Array.from({ length: 100 }, (_, index) => ({ ns: 1000 + index, p: (index + 1) / 100 }));
  const { result, distributions } = exampleInput();
  const { charts } = makeCharts({
    result,
    distributions: distributions.map((each) => ({ ...each, n: 100, knots })),
  });
  const spectrum = charts.find(({ id }) => id === 'percentile-spectrum-same-cpu');
  const places = [...JSON.stringify(spectrum?.spec).matchAll(/"x":([\d.]+)/g)].map(([, x]) => Number(x));
  assert.ok(Math.abs(Math.max(...places) - 10) < 1e-9);
});

test('without intervals nothing is filled and no crossover is marked', () => {
  const { charts } = makeCharts(singleBlock());
  const forest = JSON.stringify(charts.find((chart) => chart.id === 'ratio-forest')?.spec);
  assert.match(forest, /"shape":"cross"/);
  assert.doesNotMatch(forest, /"shape":"square"/);
  const batch = charts.filter((chart) => chart.id.startsWith('batch'));
  for (const { spec, caption } of batch) {
    assert.doesNotMatch(JSON.stringify(spec), /cheaper above/);
    assert.match(caption, /Too few blocks for any interval/);
  }
});

test('a ratio that a doubt weakens is hollow, and a crossover beside it is not marked', () => {
  const [first] = exampleDoubts;
  assert.ok(first !== undefined);
  const about = { placement: 'same-cpu', arm: 'pidfd_getfd', weight: 'weakens' } as const;
  const chartsOf = (doubts: Result['doubts']): ReturnType<typeof makeCharts>['charts'] =>
    makeCharts(changed({ doubts })).charts;
  const filledIn = (doubts: Result['doubts']): number =>
    JSON.stringify(chartsOf(doubts).find(({ id }) => id === 'ratio-forest')?.spec).split('"fill":"#D55E00"')
      .length;
  // Its fill stands in the data of both layers.
  assert.equal(filledIn([{ ...first, ...about, scenario: 'one-descriptor' }]), filledIn([]) - 2);
  const batch = chartsOf([{ ...first, ...about, scenario: 'batch', point: 2 }]).filter(({ id }) =>
    id.startsWith('batch'),
  );
  assert.equal(batch.length, 2);
  for (const { spec, caption } of batch) {
    assert.doesNotMatch(JSON.stringify(spec), /cheaper above/);
    assert.match(caption, /No crossover is marked: none was found with an interval and without a doubt/);
  }
});

test('an arm that is missing leaves the others their colours', () => {
  const { charts } = makeCharts(withoutMechanism('pidfd_getfd'));
  const spec = JSON.stringify(charts.find((chart) => chart.id === 'ecdf-same-cpu')?.spec);
  assert.match(spec, /"range":\["#000000","#0072B2"\]/);
});

test('every specification of a hostile result compiles', () => {
  for (const chart of makeCharts(hostileInput()).charts) compileChart(chart);
});
