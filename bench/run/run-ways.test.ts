// SPDX-License-Identifier: Apache-2.0
// What a way is started with, and what becomes of what it says and stamps.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { scenarios } from '../../scenarios/index.ts';
import { mechanisms } from '../mechanisms.ts';
import { buildPlan } from '../plan/build-plan.ts';
import type { LaunchRecord, Skip, WayReport } from '../results/result.ts';
import { summariseLaunch } from '../stats/launch-summary.ts';
import type { LaunchTools } from './launch-tools.ts';
import { timeBlocks } from './pilot.ts';
import { runPlan } from './run-plan.ts';
import type { FakeWay } from './testing/fake-ways.ts';
import { fakeWays } from './testing/fake-ways.ts';

const plan = buildPlan(
  { only: { scenario: ['other-ways'], placement: ['cross-cpu'] }, quick: false, seed: 3, blocks: 4 },
  { scenarios, mechanisms },
  { allowedCpus: [0, 1], nofileHard: 1000, inFlight: { descriptors: null, socketBufferBytes: 212_992 } },
);

interface Ran {
  readonly stored: readonly LaunchRecord[];
  readonly skips: readonly Skip[];
}

async function run(tools: LaunchTools, signal = new AbortController().signal): Promise<Ran> {
  const stored: LaunchRecord[] = [];
  const nothing = (): void => undefined;
  const { skips } = await runPlan(plan, {
    helperPathOf: () => 'none',
    endsEarly: () => null,
    deadlineMs: 1000,
    allowedCpus: [0, 1],
    topology: [null, null],
    signal,
    tools,
    observer: { cellStarted: nothing, launchEnded: nothing, skipped: nothing },
    samples: {
      append: (record) => stored.push(record),
      close: () => assert.fail('not asked for'),
      discard: () => assert.fail('not asked for'),
    },
  });
  return { stored, skips };
}

/** The failures of one way, as code, and whether anything else failed. */
async function failuresOf(way: string, fake: FakeWay): Promise<(string | undefined)[]> {
  const { stored } = await run(fakeWays({ [way]: fake }));
  assert.ok(stored.every(({ arm, status }) => arm === way || status === 'ok'));
  return stored.filter(({ arm }) => arm === way).map(({ failure }) => failure?.code);
}

describe('a block of ways', () => {
  test('starts each once, on the CPUs of the placement, and stores what it said and stamped', async () => {
    const tools = fakeWays();
    const { stored, skips } = await run(tools);
    assert.equal(stored.length, 16);
    assert.deepEqual(skips, []);
    assert.deepEqual(
      stored.map(({ block, position }) => [block, position]),
      [...Array(16).keys()].map((i) => [Math.floor(i / 4), i % 4]),
    );
    const words = tools.started.find((each) => each.includes('broker')) ?? [];
    assert.equal(
      words.join(' '),
      'way --way broker --samples-fd 3 --kind tcp_listener --batch 1 --warmup 20 --transfers 1000 --donor-cpu 0 --receiver-cpu 1 --deadline-ms 1000',
    );
    for (const { status, roles, parameters, way, arm, samples } of stored) {
      assert.deepEqual([status, roles, parameters, way?.way], ['ok', [], null, arm]);
      assert.equal(samples?.warmup, 20);
    }
  });

  test('its summary has times, an oracle and conditions, and no CPU time', async () => {
    const { stored } = await run(fakeWays());
    const [first] = stored;
    assert.ok(first !== undefined);
    const interval = plan.cells[0]?.scenario.interval;
    assert.ok(interval !== undefined);
    const { wall, cpu, oracle, conditions } = summariseLaunch(first, interval);
    assert.ok(wall !== null && wall.p50 > 0);
    assert.deepEqual([cpu, oracle], [null, 'pass']);
    assert.deepEqual(
      [conditions?.involuntary_switches, conditions?.leaked_descriptors, conditions?.load],
      [2, 0, null],
    );
  });

  test('unsupported once is a skip with its reason; the others go on', async () => {
    const error = { code: 'EPERM', operation: 'io_uring_setup', text: 'switched off here' };
    const say = (): Partial<WayReport> => ({ status: 'unsupported', error });
    const { stored, skips } = await run(fakeWays({ io_uring: { say, end: { exitCode: 77 } } }));
    assert.equal(stored.length, 13);
    assert.deepEqual(
      skips.map(({ arm, reason }) => [arm, reason]),
      [['io_uring', 'EPERM in io_uring_setup: switched off here']],
    );
  });

  test('a helper that does not know it is no failure', async () => {
    const fake = { say: () => null, end: { exitCode: 2, output: '' } };
    const { stored, skips } = await run(fakeWays({ addfd: fake }));
    assert.deepEqual(
      stored.filter(({ arm }) => arm === 'addfd').map(({ status }) => status),
      ['unsupported'],
    );
    assert.match(skips[0]?.reason ?? '', /HELPER_USAGE in way: this helper does not know the way addfd/);
  });

  test('interrupted: nothing is recorded', async () => {
    assert.deepEqual((await run(fakeWays(), AbortSignal.abort())).stored, []);
  });

  test('a pilot runs one of each', async () => {
    const tools = fakeWays();
    const machine = { deadlineMs: 1000, allowedCpus: [0, 1], topology: [null, null] };
    const { signal } = new AbortController();
    const pilot = await timeBlocks(plan, { ...machine, signal, tools, helperPathOf: () => 'none' }, Infinity);
    assert.equal(pilot.endedBy, 'done');
    assert.equal(tools.started.length, 4);
  });
});

describe('a way is not believed', () => {
  const cases: readonly (readonly [string, FakeWay, string])[] = [
    ['that says nothing', { say: () => null }, 'HELPER_OUTPUT'],
    ['that died', { end: { signal: 'SIGSEGV', exitCode: null } }, 'HELPER_DIED'],
    ['that was another', { say: () => ({ way: 'addfd' }) }, 'ORACLE'],
    ['that did not do all', { say: () => ({ transfers: 3 }) }, 'ORACLE'],
    ['that ran elsewhere', { say: () => ({ donor_cpu: -1 }) }, 'MISPLACED'],
    ['that ends with a code', { end: { exitCode: 4 } }, 'HELPER_DIED'],
    [
      'that checked nothing',
      { say: ({ oracle }) => ({ oracle: { ...oracle, verdict: 'not-run' } }) },
      'ORACLE',
    ],
    [
      'that got the wrong one',
      {
        say: ({ oracle }) => ({ oracle: { ...oracle, verdict: 'fail', wrong_identity: 1, complaint: 'x' } }),
      },
      'ORACLE',
    ],
    [
      'that holds before it starts',
      {
        lie: ({ start, holding }) => {
          holding.set([1n], start.length - 1);
        },
      },
      'STAMPS',
    ],
    ['that stamps nothing', { lie: ({ holding }) => void holding.fill(0n) }, 'SAMPLES_MISSING'],
  ];
  for (const [name, fake, code] of cases) {
    test(name, async () => {
      assert.deepEqual(await failuresOf('broker', fake), [code, code, code]);
    });
  }
});
