// SPDX-License-Identifier: Apache-2.0
// A calibration's report: what it says, that its charts draw, and that names from elsewhere stay text.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Calibration } from '../../bench/results/calibration.ts';
import { renderChart } from '../charts/render.ts';
import { makeExampleCalibration } from '../testing/example-calibration.ts';
import { assertGoldenJson, assertGoldenText } from '../testing/golden.ts';
import { buildCalibrationReport, calibrationSections } from './index.ts';
import { operatingCharacteristic } from './operating-characteristic.ts';

const calibration = makeExampleCalibration();

describe('the report', () => {
  test('has a page, a Markdown file, and a chart for each endpoint', async () => {
    const files = await buildCalibrationReport(calibration);
    assert.deepEqual(
      files.map(({ path }) => path),
      [
        'calibration.html',
        'calibration.md',
        'charts/operating-characteristic-one-descriptor-same-cpu-scm-rights-p50.svg',
        'charts/operating-characteristic-one-descriptor-same-cpu-scm-rights-p50.csv',
        'charts/operating-characteristic-one-descriptor-same-cpu-pidfd-getfd-p50.svg',
        'charts/operating-characteristic-one-descriptor-same-cpu-pidfd-getfd-p50.csv',
      ],
    );
    assertGoldenText('calibration.md', files[1]?.content ?? '');
  });
  test('is the same every time', async () => {
    assert.deepEqual(await buildCalibrationReport(calibration), await buildCalibrationReport(calibration));
  });
  test('sections have anchors of their own', () => {
    const ids = calibrationSections.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
  });
  test('a name from elsewhere is text', async () => {
    const files = await buildCalibrationReport(named('</script><b>x</b>'));
    for (const { path, content } of files) assert.doesNotMatch(content, /<b>x<\/b>/, path);
  });
  test('without injections and gates it says so and draws', async () => {
    const [page] = await buildCalibrationReport(withoutGates());
    assert.doesNotMatch(page?.content ?? '', /Gates with a slowdown put in/);
    assert.match(page?.content ?? '', /0 of 0/);
  });
});

describe('the operating characteristic', () => {
  const [chart] = operatingCharacteristic(calibration);
  test('specification', () => {
    assertGoldenJson('operating-characteristic.json', chart?.spec);
  });
  test('words say what the picture shows, with the number of replays', () => {
    assert.match(chart?.caption ?? '', /500 replays at each point/);
    assert.match(chart?.caption ?? '', /4 gates that were really run/);
    assert.match(chart?.description ?? '', /From a slowdown of 7\.5 % on, 95 % fail/);
  });
  test('it is told when nothing is found', () => {
    const [, noisy] = operatingCharacteristic(calibration);
    assert.match(noisy?.description ?? '', /No slowdown up to the end of the curve fails in 95 %/);
  });
  test('an endpoint without a curve has no chart', async () => {
    assert.deepEqual(operatingCharacteristic(changed((one) => ({ ...one, curve: [] }))), []);
    assert.match(chart === undefined ? '' : await renderChart(chart), /<title id=/);
  });
});

function changed(
  change: (one: Calibration['endpoints'][number]) => Calibration['endpoints'][number],
): Calibration {
  return { ...calibration, endpoints: calibration.endpoints.map(change) };
}

function named(id: string): Calibration {
  return changed((one) => ({ ...one, endpoint: { ...one.endpoint, id } }));
}

function withoutGates(): Calibration {
  const verdicts = { PASS: 0, FAIL: 0, INCONCLUSIVE: 0, INVALID: 0 };
  const falseAlarms = { count: 0, trials: 0, lo: 0, hi: 1 };
  const none = changed((one) => ({ ...one, verdicts, falseAlarms }));
  return { ...none, injections: [], secondsPerGate: null };
}
