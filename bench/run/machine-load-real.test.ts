// SPDX-License-Identifier: Apache-2.0
// Load on the machine by the real helper: each word's process is there, works, and is gone.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isRunning } from '../../test/support/fake-helper.ts';
import { affinity, helperPath } from '../native.ts';
import type { LoadSetting, RunningLoad } from './machine-load.ts';
import { startMachineLoad } from './machine-load.ts';
import type { AttendedHelper } from './spawn-helper.ts';
import { spawnHelper } from './spawn-helper.ts';

const allowedCpus = affinity();
const last = allowedCpus.at(-1) ?? null;

/** Both roles on one CPU: one hog, also for both. */
function settingFor(load: LoadSetting['load'], more: Partial<LoadSetting> = {}): LoadSetting {
  const { signal } = new AbortController();
  const cpus = { donorCpu: last, receiverCpu: last };
  return { helperPath: helperPath(), load, cpus, allowedCpus, deadlineMs: 60_000, signal, ...more };
}

interface Watched {
  /** The processes that were started, by their numbers. */
  readonly pids: number[];
  readonly begin: (setting: LoadSetting) => Promise<RunningLoad>;
}

function watch(): Watched {
  const pids: number[] = [];
  const startHelper: typeof spawnHelper = (...words): AttendedHelper => {
    const helper = spawnHelper(...words);
    if (helper.pid !== null) pids.push(helper.pid);
    return helper;
  };
  const begin = async (setting: LoadSetting): Promise<RunningLoad> => {
    const begun = await startMachineLoad(setting, { startHelper, graceMs: 30_000 });
    assert.ok(begun.status === 'running', begun.status === 'running' ? '' : begun.failure.text);
    return begun;
  };
  return { pids, begin };
}

for (const load of ['hog-both', 'memory', 'forks', 'in-flight'] as const) {
  test(`${load}: begins, works, and is gone`, async () => {
    const { pids, begin } = watch();
    const begun = await begin(settingFor(load));
    assert.deepEqual(pids.map(isRunning), [true]);
    const end = await begun.end();
    assert.equal(end.status, 'ok', end.status === 'ok' ? '' : end.failure.text);
    assert.deepEqual(pids.map(isRunning), [false]);
  });
}

test('a hog that is interrupted is gone', async () => {
  const controller = new AbortController();
  const { pids, begin } = watch();
  const begun = await begin(settingFor('hog-donor', { signal: controller.signal }));
  controller.abort();
  assert.equal((await begun.end()).status, 'failed');
  assert.deepEqual(pids.map(isRunning), [false]);
});

test('a CPU that is not here is unsupported', async () => {
  const cpus = { donorCpu: 8191, receiverCpu: last };
  const started = await startMachineLoad(settingFor('hog-donor', { cpus }));
  assert.ok(started.status === 'unsupported');
  assert.match(started.failure.text, /"hog": sched_setaffinity: EINVAL: this CPU is not in the mask/);
});
