// SPDX-License-Identifier: Apache-2.0
// Every kind of chart against a stored copy of its specification, as written and, where a twin is stored, as compiled. A
// kind without a copy fails here.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { handoverInput } from '../testing/example-handovers.ts';
import { loadInput } from '../testing/example-load.ts';
import { playedInput } from '../testing/example-played.ts';
import { exampleInput } from '../testing/example-result.ts';
import { assertGoldenJson } from '../testing/golden.ts';
import type { Chart } from './chart.ts';
import { chartKinds } from './index.ts';
import { compileChart } from './render.ts';

/** Charts of the made-up runs, by kind: one of each, and more where a kind draws in more than one way. */
const goldens: Readonly<Record<string, readonly string[]>> = {
  ecdf: ['ecdf-same-cpu'],
  'percentile-spectrum': ['percentile-spectrum-same-cpu'],
  stopwatch: ['stopwatch-same-cpu'],
  'run-order': ['run-order-same-cpu'],
  'batch-scaling': ['batch-scaling-wall-same-cpu', 'batch-scaling-cpu-same-cpu'],
  'ratio-forest': ['ratio-forest'],
  // A capacity; points from 0; and a cost that somebody else pays.
  growth: ['growth-capacity-cross-cpu', 'growth-donor-threads-cross-cpu', 'growth-donor-bill-same-cpu'],
  sojourn: ['sojourn-open-loop-cross-cpu'],
  'busy-donor': ['busy-donor-busy-donor-cross-cpu'],
  'under-load': ['under-load-stopped-donor-cross-cpu'],
  alike: ['alike'],
  'handover-ledger': ['handover-ledger-handover-rates'],
  'handover-timeline': ['handover-timeline-handover-rates'],
  'handover-cost': ['handover-cost-handover-listeners'],
  'permission-matrix': ['permission-matrix'],
};

/** Those whose compiled form is stored, too: enough to see what a new release of the compiler changes. */
const compiled = [
  'ecdf-same-cpu',
  'percentile-spectrum-same-cpu',
  'stopwatch-same-cpu',
  'run-order-same-cpu',
  'batch-scaling-wall-same-cpu',
  'ratio-forest',
  'alike',
];

test('every kind of chart has a golden, and none is of a kind that there is not', () => {
  assert.deepEqual(
    Object.keys(goldens),
    chartKinds.map(({ id }) => id),
  );
  for (const [kind, ids] of Object.entries(goldens)) assert.ok(ids.length > 0, kind);
});

const inputs = [exampleInput(), loadInput(), handoverInput(), playedInput()];

for (const { id: kind, make } of chartKinds) {
  const charts: readonly Chart[] = inputs.flatMap((input) => make(input).charts);
  for (const id of goldens[kind] ?? []) {
    test(`${id} is drawn as before`, () => {
      const chart = charts.find((each) => each.id === id);
      assert.ok(chart !== undefined, `${kind} does not draw it`);
      assertGoldenJson(`${id}.vl.json`, chart);
      if (compiled.includes(id)) assertGoldenJson(`${id}.vg.json`, compileChart(chart));
    });
  }
}
