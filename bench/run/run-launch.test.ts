// SPDX-License-Identifier: Apache-2.0
// A real launch: what the helper and the kernel say about it arrives where doubts and marks are made from it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { LaunchParameters } from '../../scenarios/scenario.ts';
import { scenarios } from '../../scenarios/index.ts';
import { makeTempFolder } from '../../test/support/program.ts';
import { writeFakeHelper } from '../../test/support/fake-helper.ts';
import { mechanisms } from '../mechanisms.ts';
import { helperPath } from '../native.ts';
import { launchesOfCell } from '../plan/blocks.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchSummary } from '../results/result.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import { launchTools } from './launch-tools.ts';
import { runLaunch } from './run-launch.ts';

function launchOf(mechanism: string, parameters: Partial<LaunchParameters>): PlannedLaunch {
  const request = { only: { scenario: ['one-descriptor'] }, quick: true, seed: 1, blocks: 1 };
  const limits = { descriptors: null, socketBufferBytes: 212_992 };
  const machine = { allowedCpus: [0], nofileHard: 1e6, inFlight: limits };
  const [cell] = buildPlan(request, { scenarios, mechanisms }, machine).cells;
  assert.ok(cell?.class === 'launches');
  const launch = launchesOfCell(cell, 1)
    .flat()
    .find(({ arm }) => arm.mechanism === mechanism);
  assert.ok(launch !== undefined);
  return { ...launch, parameters: { ...launch.parameters, ...parameters } };
}

async function run(launch: PlannedLaunch, path = helperPath()): Promise<LaunchSummary> {
  const { signal } = new AbortController();
  const setting = {
    helperPath: path,
    cpus: { donorCpu: null, receiverCpu: null },
    deadlineMs: 10_000,
    signal,
  };
  const record = await runLaunch(launch, setting, launchTools);
  assert.ok(record !== null);
  const scenario = scenarios.find(({ id }) => id === 'one-descriptor');
  assert.ok(scenario !== undefined);
  return summariseLaunch({ launch: 0, ...record }, scenario.interval);
}

const few = { warmup: 5, transfers: 40 };

describe('a launch', () => {
  test('its conditions', async () => {
    const { status, failure, wall, conditions } = await run(launchOf('scm_rights', few));
    assert.deepEqual([status, failure, wall?.n], ['ok', null, 40]);
    assert.ok(conditions !== null && conditions.span_ns > 0);
    assert.deepEqual([conditions.leaked_descriptors, conditions.injected_ns, conditions.load], [0, 0, null]);
    for (const value of [conditions.steal_ns, conditions.cpu_pressure_ns, conditions.migrations])
      assert.ok(value === null || (Number.isInteger(value) && value >= 0));
  });

  test('slowed down on purpose: it is longer by so much, and marked', async () => {
    const injectNs = 2_000_000;
    for (const mechanism of ['scm_rights', 'message_only']) {
      const { wall, conditions } = await run(launchOf(mechanism, { ...few, injectNs }));
      assert.ok((wall?.p10 ?? 0) >= injectNs * 0.99);
      assert.equal(conditions?.injected_ns, injectNs);
    }
  });

  test('one that does not know the flag is not given it without need', async (t) => {
    assert.equal((await run(launchOf('scm_rights', few), oldHelper(t))).status, 'ok');
    const { status, failure } = await run(launchOf('scm_rights', { ...few, injectNs: 1 }), oldHelper(t));
    assert.deepEqual([status, failure?.code], ['failed', 'HELPER_DIED']);
    assert.match(failure?.text ?? '', /exit code 2; it said: unknown flag/);
  });
});

/** As a helper from before --inject-ns. */
function oldHelper(t: TestContext): string {
  const refuse = `case "$*" in *--inject-ns*) echo 'unknown flag' >&2; exit 2;; esac;;`;
  return writeFakeHelper(makeTempFolder(t), `donor|receiver) ${refuse}`);
}
