// SPDX-License-Identifier: Apache-2.0
// Launches in run order: every one is there, at its place, and those without a number are seen.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { exampleInput } from '../testing/example-result.ts';
import { changed, everythingSkipped, withFailures } from '../testing/example-variants.ts';
import { compileChart } from './render.ts';
import { runOrder, runOrderChart } from './run-order.ts';

function chartOf(result: Result) {
  const chart = runOrderChart(result, 'same-cpu');
  assert.ok(chart !== undefined);
  return { ...chart, text: JSON.stringify(chart.spec) };
}

test('each launch stands at its place in the run, with its median in µs', () => {
  const { result } = exampleInput();
  const { text } = chartOf(result);
  const own = result.launches.filter((l) => l.scenario === 'one-descriptor' && l.placement === 'same-cpu');
  assert.equal(own.length, 90);
  for (const { launch, wall } of own) {
    assert.ok(text.includes(`"launch":${String(launch)},`), String(launch));
    assert.ok(text.includes(`"value":${String((wall?.p50 ?? 0) / 1000)}`));
  }
});

test('launches that failed are strokes at the edge, and counted', () => {
  const { result } = withFailures(3);
  const failed = chartOf(result);
  assert.match(failed.text, /"orient":"vertical"/);
  assert.match(failed.caption, /Strokes at the lower edge: 3 launches that gave no number\./);
  compileChart(failed);
  const whole = chartOf(exampleInput().result);
  assert.doesNotMatch(whole.text, /"orient":"vertical"/);
  assert.doesNotMatch(whole.caption, /Strokes/);
});

test('an arm whose launches all failed keeps its place in the key', () => {
  const { launches } = exampleInput().result;
  const failure = { code: 'EPERM', operation: 'pidfd_getfd', text: 'Refused.' };
  const { result } = changed({
    launches: launches.map((launch) =>
      launch.arm === 'pidfd_getfd' ? { ...launch, status: 'unsupported', wall: null, failure } : launch,
    ),
  });
  const chart = chartOf(result);
  assert.match(chart.text, /"domain":\["message_only \(floor\)","scm_rights","pidfd_getfd"\]/);
  assert.match(chart.description, /pidfd_getfd: 30 launches, none with a median/);
  compileChart(chart);
});

test('without a median there is no chart, and the reason is told', () => {
  const { charts, missing } = runOrder.make(everythingSkipped());
  assert.equal(charts.length, 0);
  assert.deepEqual(
    missing.map(({ reason }) => reason),
    ['the descriptor limit is too low', 'the descriptor limit is too low'],
  );
});
