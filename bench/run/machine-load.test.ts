// SPDX-License-Identifier: Apache-2.0
// Load on the machine: which processes a word means, that a launch waits for them, and that none of them is believed
// or left behind when something is wrong with it.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { MachineLoad } from '../../scenarios/scenario.ts';
import type { LoadEnd, LoadSetting, RunningLoad } from './machine-load.ts';
import { loadPlaces, startMachineLoad } from './machine-load.ts';
import type { FakeLoad } from './testing/fake-load.ts';
import { fakeLoads } from './testing/fake-load.ts';

const two = { donorCpu: 2, receiverCpu: 3 };
const one = { donorCpu: 3, receiverCpu: 3 };
const none = { donorCpu: null, receiverCpu: null };

function settingFor(load: MachineLoad, more: Partial<LoadSetting> = {}): LoadSetting {
  const { signal } = new AbortController();
  const cpus = two;
  return {
    helperPath: 'helper',
    load,
    cpus,
    allowedCpus: [2, 3],
    deadlineMs: 5000,
    signal,
    ...more,
  };
}

function running(load: Awaited<ReturnType<typeof startMachineLoad>>): RunningLoad {
  assert.equal(load.status, 'running', load.status === 'running' ? '' : load.failure.text);
  return load;
}

/** From its start to its end, with processes that behave so. */
async function endOf(load: MachineLoad, behaviours: readonly FakeLoad[]): Promise<LoadEnd> {
  const started = await startMachineLoad(settingFor(load), fakeLoads(behaviours));
  return started.status === 'running' ? started.end() : started;
}

async function failureOf(behaviour: FakeLoad): Promise<string> {
  const end = await endOf('forks', [behaviour]);
  return end.status === 'ok' ? 'ok' : `${end.status} ${end.failure.code} ${end.failure.text}`;
}

describe('which processes', () => {
  const placesOf = (load: MachineLoad, cpus = two): string[] =>
    loadPlaces({ load, cpus, allowedCpus: [1, 2, 3] }).map(({ kind, cpu }) => `${kind} ${String(cpu)}`);

  test('a hog stands beside its role', () => {
    assert.deepEqual(placesOf('hog-donor'), ['hog 2']);
    assert.deepEqual(placesOf('hog-receiver'), ['hog 3']);
    assert.deepEqual(placesOf('hog-both'), ['hog 2', 'hog 3']);
  });

  test('roles that share their CPU share its hog', () => {
    assert.deepEqual(placesOf('hog-both', one), ['hog 3']);
  });

  test('roles that may be anywhere meet a hog everywhere', () => {
    const everywhere = ['hog 1', 'hog 2', 'hog 3'];
    assert.deepEqual(
      loadPlaces({ load: 'hog-both', cpus: none, allowedCpus: [1, 2, 3] }).map(
        ({ kind, cpu }) => `${kind} ${String(cpu)}`,
      ),
      everywhere,
    );
  });

  test('the others are not pinned, and a quiet machine has none', () => {
    for (const load of ['memory', 'forks', 'in-flight'] as const)
      assert.deepEqual(placesOf(load), [`${load} null`]);
    assert.deepEqual([...placesOf('none'), ...placesOf('throttled-donor')], []);
  });
});

describe('honest ones', () => {
  test('are told their kind, CPU and deadline, and report', async () => {
    const tools = fakeLoads();
    const load = running(await startMachineLoad(settingFor('hog-both'), tools));
    assert.deepEqual(tools.done, []);
    const end = await load.end();
    assert.deepEqual(
      tools.started,
      ['2', '3'].map((cpu) => ['load', '--kind', 'hog', '--cpu', cpu, '--deadline-ms', '5000']),
    );
    assert.deepEqual(tools.done, ['close hog', 'close hog']);
    assert.ok(end.status === 'ok');
    assert.deepEqual(
      end.reports.map(({ kind, cpu, rounds, cpu_ns }) => ({ kind, cpu, rounds, cpu_ns })),
      [2, 3].map((cpu) => ({ kind: 'hog', cpu, rounds: 7, cpu_ns: 1000 })),
    );
  });

  test('where no process is needed there is nothing to end', async () => {
    const tools = fakeLoads();
    const load = running(await startMachineLoad(settingFor('throttled-donor'), tools));
    assert.deepEqual(await load.end(), { status: 'ok', reports: [] });
    assert.deepEqual(tools.started, []);
  });

  test('fields that nobody knows are left behind', async () => {
    const end = await endOf('forks', [{ report: { extra: '<script>' } }]);
    assert.ok(end.status === 'ok');
    assert.deepEqual(Object.keys(end.reports[0] ?? {}), ['kind', 'cpu', 'rounds', 'cpu_ns', 'span_ns']);
  });
});

describe('not believed', () => {
  const wrong: readonly (readonly [string, FakeLoad, RegExp])[] = [
    [
      'it ended before it was told to',
      { endsEarly: true },
      /^failed LOAD_ENDED_EARLY .*"forks" ended before/,
    ],
    ['it did no round', { report: { rounds: 0 } }, /^failed LOAD_IDLE .*"rounds":0/],
    ['it used no CPU', { report: { cpu_ns: 0 } }, /^failed LOAD_IDLE/],
    ['half a round', { report: { rounds: 1.5 } }, /^failed LOAD_IDLE/],
    ['it worked for a moment only', { report: { span_ns: 1 } }, /^failed LOAD_IDLE .*for 1 ns/],
    ['it worked longer than it lived', { report: { span_ns: 1e15 } }, /^failed LOAD_IDLE/],
    ['it was another kind', { report: { kind: 'hog' } }, /^failed MISPLACED .*"hog"/],
    ['it was pinned', { report: { cpu: 0 } }, /^failed MISPLACED .*on CPU 0, and was .*on CPU -1/],
    ['another protocol', { report: { protocol: 2 } }, /^failed HELPER_OUTPUT .*"protocol"/],
    ['another role', { report: { role: 'donor' } }, /^failed HELPER_OUTPUT .*"role"/],
    ['a number in words', { report: { rounds: '7' } }, /^failed HELPER_OUTPUT .*"rounds"/],
    ['no last line', { report: '' }, /^failed HELPER_DIED/],
    ['no JSON', { report: 'fine' }, /^failed HELPER_DIED .*fine/],
    ['no ready line', { ready: 'hello' }, /^failed HELPER_OUTPUT .*at work/],
    [
      'the ready line of another kind',
      { ready: JSON.stringify({ protocol: 1, role: 'load', kind: 'hog', status: 'ready' }) },
      /^failed HELPER_OUTPUT .*at work/,
    ],
    ['it was killed', { end: { exitCode: null, signal: 'SIGKILL' } }, /^failed HELPER_DIED .*SIGKILL/],
    ['it could not be started', { ready: null, end: { startError: 'ENOENT' } }, /^failed HELPER_MISSING/],
    ['it wrote without end', { end: { endedFor: 'output' } }, /^failed HELPER_OUTPUT .*two lines/],
    ['its deadline passed', { end: { endedFor: 'deadline' } }, /^failed LOAD_OVERDUE/],
    [
      'an older helper, which knows no load',
      { ready: null, report: '', end: { exitCode: 2, errors: 'the first word is donor\n' } },
      /^failed HELPER_DIED .*exit code 2; it said: the first word is donor$/,
    ],
  ];
  for (const [name, behaviour, expected] of wrong) {
    test(name, async () => {
      assert.match(await failureOf(behaviour), expected);
    });
  }

  test('what this machine does not allow is unsupported', async () => {
    const error = { code: 'EINVAL', operation: 'sched_setaffinity', text: 'this CPU is not in the mask' };
    const refused: FakeLoad = {
      ready: null,
      report: { status: 'unsupported', error },
      end: { exitCode: 77 },
    };
    assert.match(await failureOf(refused), /^unsupported EINVAL .*"forks": this CPU is not/);
  });
});

describe('none is left', () => {
  test('one that stays when it is told to end is stopped', async () => {
    const tools = fakeLoads([{ ignoresInput: true }]);
    const end = await running(await startMachineLoad(settingFor('memory'), tools)).end();
    assert.ok(end.status === 'failed');
    assert.equal(end.failure.code, 'LOAD_OVERDUE');
    assert.deepEqual(tools.done, ['close memory', 'stop memory']);
  });

  test('when one does not begin, the other ends too', async () => {
    const tools = fakeLoads([{}, { ready: null, report: '', end: { exitCode: 4 } }]);
    const started = await startMachineLoad(settingFor('hog-both'), tools);
    assert.ok(started.status === 'failed');
    assert.match(started.failure.text, /"hog" ended with exit code 4/);
    assert.deepEqual(tools.done, ['close hog', 'close hog']);
  });

  test('an interruption stops all of them at once', async () => {
    const controller = new AbortController();
    const tools = fakeLoads([{ ignoresInput: true }, { ignoresInput: true }]);
    const { signal } = controller;
    const load = running(await startMachineLoad(settingFor('hog-both', { signal }), tools));
    controller.abort();
    assert.deepEqual(tools.done, ['stop hog', 'stop hog']);
    const end = await load.end();
    assert.ok(end.status === 'failed');
    assert.equal(end.failure.code, 'INTERRUPTED');
  });

  test('after an interruption none is started', async () => {
    const tools = fakeLoads();
    const started = await startMachineLoad(settingFor('memory', { signal: AbortSignal.abort() }), tools);
    assert.equal(started.status, 'failed');
    assert.deepEqual(tools.started, []);
  });
});
