// SPDX-License-Identifier: Apache-2.0
// Curves of a busy donor: found by parameters, doubts hollow, the heavy tail apart, a canary left out.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Result } from '../../bench/results/result.ts';
import { busyDonor as busyDonorOfProject } from '../../scenarios/load/busy-donor.ts';
import { busyDonorTail } from '../../scenarios/load/busy-donor-tail.ts';
import { busyDonorUnasked } from '../../scenarios/load/busy-donor-unasked.ts';
import { sizeUnderLoad } from '../../scenarios/load/size-under-load.ts';
import type { LaunchScenario } from '../../scenarios/scenario.ts';
import { loadResult } from '../testing/example-load.ts';
import { busyDonorScenario } from '../testing/example-load-scenarios.ts';
import { busyDonorChart, variesUtilisation } from './busy-donor.ts';
import { compileChart } from './render.ts';

const result = loadResult();

function chartOf(changed: Result, scenario: LaunchScenario = busyDonorScenario) {
  const chart = busyDonorChart(changed, scenario, 'cross-cpu');
  assert.ok(chart !== undefined);
  compileChart(chart);
  return { ...chart, text: JSON.stringify(chart.spec) };
}

test('what varies is told by parameters, not by names', () => {
  const kinds = [busyDonorOfProject, busyDonorUnasked, busyDonorTail, sizeUnderLoad];
  assert.deepEqual(
    kinds.map((scenario) => variesUtilisation(scenario)),
    [true, true, false, false],
  );
  assert.ok(variesUtilisation({ ...busyDonorOfProject, id: 'any other' }));
});

test('each utilisation has its place, an idle donor 0', () => {
  const { text, description, caption } = chartOf(result);
  for (const point of [0, 80, 95]) assert.ok(text.includes(`"point":${String(point)},`), String(point));
  assert.match(description, /scm_rights at 0 %: 5\.\d+ µs; .*pidfd_getfd at 95 %: 1\d\d µs/);
  assert.doesNotMatch(text, /isWeakened|heavy-tailed/);
  assert.match(text, /"p99 of a transfer/);
  assert.match(caption, /Bars are sign-test intervals over blocks \(coverage at least/);
});

test('a number that a doubt weakens is hollow', () => {
  const [doubt] = result.doubts;
  assert.ok(doubt !== undefined);
  const about = {
    scenario: 'busy-donor',
    placement: 'cross-cpu',
    point: null,
    arm: 'scm_rights 95 % busy',
  } as const;
  const { text } = chartOf({ ...result, doubts: [{ ...doubt, ...about }] });
  assert.match(text, /"label":"scm_rights","point":95,[^}]*"isWeakened":true/);
  assert.doesNotMatch(text, /"label":"pidfd_getfd"[^}]*"isWeakened"/);
});

test('requests of a heavy tail are marks of their own, named', () => {
  const variants = busyDonorScenario.variants.map((variant) =>
    variant.label === '80 % busy'
      ? { ...variant, parameters: { ...variant.parameters, service: 'heavy-tailed' as const } }
      : variant,
  );
  const { text, caption } = chartOf(result, { ...busyDonorScenario, variants });
  assert.match(text, /"label":"scm_rights, heavy-tailed","point":80/);
  assert.match(text, /"text":"heavy-tailed"/);
  // Its single mark has no line, so the key has no dash to tell.
  assert.match(text, /"values":\["message_only \(floor\)","scm_rights","pidfd_getfd"\]/);
  assert.match(caption, /"heavy-tailed" \(at 80 %\)/);
});

test('a floor that is only the canary is left out, also from the counts', () => {
  const own = chartOf(result, { ...busyDonorScenario, floorIsCanaryOnly: true });
  assert.doesNotMatch(own.text, /message_only/);
  assert.match(own.caption, /from 120 launches/);
  assert.match(chartOf(result).caption, /from 180 launches/);
});

test('with one utilisation measured there is no chart', () => {
  const rows = result.rows.filter(({ arm }) => !arm.includes('busy'));
  assert.equal(busyDonorChart({ ...result, rows }, busyDonorScenario, 'cross-cpu'), undefined);
});
