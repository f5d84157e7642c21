// SPDX-License-Identifier: Apache-2.0
// A real launch: what the helper and the kernel say about it arrives where doubts and marks are made from it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { TestContext } from 'node:test';
import type { Interval, LaunchParameters } from '../../scenarios/scenario.ts';
import { scenarios } from '../../scenarios/index.ts';
import { makeTempFolder } from '../../test/support/program.ts';
import { writeFakeHelper } from '../../test/support/fake-helper.ts';
import { mechanisms } from '../mechanisms.ts';
import { helperPath } from '../native.ts';
import { launchesOfCell } from '../plan/blocks.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { PlannedLaunch } from '../plan/plan.ts';
import type { LaunchRecord, LaunchSummary } from '../results/result.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import { launchTools } from './launch-tools.ts';
import type { LaunchSetting } from './run-launch.ts';
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

function settingOf(path: string, cpusOf: LaunchSetting['cpusOf']): LaunchSetting {
  return { helperPath: path, cpusOf, deadlineMs: 10_000, signal: new AbortController().signal };
}

async function recordOf(launch: PlannedLaunch, path = helperPath()): Promise<Omit<LaunchRecord, 'launch'>> {
  const setting = settingOf(path, () => ({ donorCpu: null, receiverCpu: null }));
  const record = await runLaunch(launch, setting, launchTools);
  assert.ok(record !== null);
  return record;
}

async function run(launch: PlannedLaunch, path = helperPath()): Promise<LaunchSummary> {
  return summariseLaunch({ launch: 0, ...(await recordOf(launch, path)) }, intervalOf('one-descriptor'));
}

function intervalOf(scenario: string): Interval {
  const found = scenarios.find(({ id }) => id === scenario);
  assert.ok(found !== undefined);
  return found.interval;
}

const allPairs = intervalOf('capacity');
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

const asked = { ...few, initiator: 'receiver' } as const;

describe('a launch under load', () => {
  test('several pairs begin together and are all counted', async () => {
    const record = await recordOf(launchOf('scm_rights', { ...asked, transfers: 2000, pairs: 3 }));
    assert.deepEqual([record.status, record.failure], ['ok', null]);
    assert.deepEqual([record.roles.length, record.otherPairs?.length], [6, 2]);
    const { capacity } = summariseLaunch({ launch: 0, ...record }, allPairs);
    assert.deepEqual(
      [capacity?.pairs, capacity?.given, capacity?.installed, capacity?.closed],
      [3, 6015, 6015, 6015],
    );
    assert.ok((capacity?.descriptorsPerSecond ?? 0) > 0);
  });

  test('pairs that are never all at work at once give no number', async () => {
    const record = await recordOf(launchOf('scm_rights', { ...asked, warmup: 0, transfers: 1, pairs: 2 }));
    assert.deepEqual([record.status, record.failure?.code], ['failed', 'NOT_TOGETHER']);
  });

  test('when one of several pairs cannot run, the launch fails and nobody waits', async (t) => {
    const path = writeFakeHelper(makeTempFolder(t), `receiver) case "$*" in *" --cpu 7 "*) exit 4;; esac;;`);
    const launch = launchOf('scm_rights', { ...asked, pairs: 3 });
    const setting = settingOf(path, (pair) => ({ donorCpu: null, receiverCpu: pair === 1 ? 7 : null }));
    const record = await runLaunch(launch, setting, launchTools);
    assert.deepEqual([record?.status, record?.failure?.code], ['failed', 'HELPER_DIED']);
  });

  test('a stopped donor: the push is lost, the pull of a known number is not', async () => {
    const stopped = { ...asked, warmup: 0, transfers: 3, donorState: 'stopped', patienceMs: 20 } as const;
    const pushed = await run(launchOf('scm_rights', stopped));
    assert.deepEqual([pushed.status, pushed.failure, pushed.wall], ['ok', null, null]);
    assert.deepEqual(pushed.outcomes, { offered: 3, completed: 0, late: 0, lost: 3 });
    const pulled = await run(launchOf('pidfd_getfd', { ...stopped, numbers: 'known' }));
    assert.deepEqual([pulled.status, pulled.failure, pulled.wall?.n], ['ok', null, 3]);
    assert.deepEqual(pulled.outcomes, { offered: 3, completed: 3, late: 0, lost: 0 });
  });

  test('a donor in an exec storm is pulled from, and says how often it was replaced', async () => {
    const storm = { ...asked, donorState: 'exec-storm', numbers: 'known', transfers: 3000 } as const;
    const record = await recordOf(launchOf('pidfd_getfd', storm));
    assert.deepEqual([record.status, record.failure], ['ok', null]);
    assert.ok((record.roles.find(({ role }) => role === 'donor')?.execs ?? 0) > 1);
  });

  test('what the donor’s threads do meanwhile is timed by their rounds', async () => {
    const threads = { donorThreads: 1, threadsDo: 'open-close' } as const;
    const record = await recordOf(
      launchOf('pidfd_getfd', { ...asked, ...threads, numbers: 'known', transfers: 10_000 }),
    );
    assert.deepEqual([record.status, record.failure], ['ok', null]);
    const { wall } = summariseLaunch({ launch: 0, ...record }, intervalOf('donor-contention'));
    assert.ok(wall?.n === 1 && wall.p50 > 0);
  });

  test('an overload is told as one', async () => {
    const overload = {
      arrivals: 'constant',
      ratePerSecond: 1_000_000,
      patienceMs: 1,
      injectNs: 100_000,
    } as const;
    const { status, failure, outcomes, conditions } = await run(
      launchOf('scm_rights', { ...asked, transfers: 200, ...overload }),
    );
    assert.deepEqual([status, failure], ['ok', null]);
    assert.ok(outcomes !== undefined && outcomes.lost > 0);
    assert.equal(outcomes.completed + outcomes.late + outcomes.lost, 200);
    const { offeredPerSecond = 0, achievedPerSecond = 0 } = conditions?.load ?? {};
    assert.ok(achievedPerSecond < offeredPerSecond / 2);
  });
});

/** As a helper from before --inject-ns. */
function oldHelper(t: TestContext): string {
  const refuse = `case "$*" in *--inject-ns*) echo 'unknown flag' >&2; exit 2;; esac;;`;
  return writeFakeHelper(makeTempFolder(t), `donor|receiver) ${refuse}`);
}
